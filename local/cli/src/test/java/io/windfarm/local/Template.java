package io.windfarm.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A CloudFormation template as it is written: {@code !Sub} and its like are maps of one entry,
 * {@code Fn::Sub}.
 */
record Template(String text, Map<String, Object> root) {
  static Template read(String name) throws IOException {
    Path file = Project.infra().resolve(name);
    return parse(Files.readString(file));
  }

  static Template parse(String text) {
    return new Template(text, object(new Yaml(new Tags()).load(text)));
  }

  Map<String, Object> section(String name) {
    return root.containsKey(name) ? object(root.get(name)) : Map.of();
  }

  /** The defaults of all parameters. */
  Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>();
    section("Parameters")
        .forEach((name, what) -> defaults.put(name, String.valueOf(object(what).get("Default"))));
    return defaults;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> object(Object node) {
    if (!(node instanceof Map)) {
      throw new AssertionError("no mapping: " + node);
    }
    return (Map<String, Object>) node;
  }

  static List<?> list(Object node) {
    if (node == null) {
      return List.of();
    }
    return node instanceof List<?> list ? list : List.of(node);
  }

  /** YAML 1.1 without anything that CloudFormation doesn't read: no types, no key twice. */
  private static final class Tags extends SafeConstructor {
    Tags() {
      super(options());
      yamlMultiConstructors.put("!", new Function());
      // A date that is not quoted would be no text.
      yamlConstructors.put(Tag.TIMESTAMP, new ConstructYamlStr());
    }

    private static LoaderOptions options() {
      LoaderOptions options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      // CloudFormation knows no aliases.
      options.setMaxAliasesForCollections(0);
      return options;
    }

    private final class Function extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        String name = node.getTag().getValue().substring(1);
        Object value;
        if (node instanceof ScalarNode scalar) {
          value = name.equals("GetAtt") ? attribute(scalar.getValue()) : scalar.getValue();
        } else if (node instanceof SequenceNode sequence) {
          value = constructSequence(sequence);
        } else {
          value = constructMapping((MappingNode) node);
        }
        boolean bare = name.equals("Ref") || name.equals("Condition");
        return Map.of(bare ? name : "Fn::" + name, value);
      }

      private List<String> attribute(String text) {
        return List.of(text.split("\\.", 2));
      }
    }
  }
}
