package io.windfarm.local;

import static io.windfarm.local.Template.list;
import static io.windfarm.local.Template.object;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A template with all functions worked out, for certain parameters, as the account would see it:
 * every reference has to lead somewhere, and to something whose condition holds.
 */
final class ResolvedTemplate {
  static final String ACCOUNT = "111122223333";

  private static final Object NO_VALUE = new Object();

  /**
   * Properties that name a resource; a log stream has its group's name besides, which is not its.
   */
  private static final List<String> NAMES =
      List.of("BucketName", "Name", "LogStreamName", "LogGroupName", "ApplicationName");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]+)}");

  private final Template template;
  private final Map<String, String> parameters;
  private final Map<String, String> imports;
  private final Map<String, String> pseudo;

  private ResolvedTemplate(
      Template template, String stack, Map<String, String> given, Map<String, String> imports) {
    this.template = template;
    this.imports = imports;
    this.parameters = new LinkedHashMap<>(template.defaults());
    given.forEach(
        (name, value) -> {
          if (parameters.replace(name, value) == null) {
            throw new AssertionError("no parameter " + name);
          }
        });
    this.pseudo =
        Map.of(
            "AWS::AccountId", ACCOUNT,
            "AWS::Region", "ap-southeast-1", // The longest of the fleet's.
            "AWS::Partition", "aws",
            "AWS::URLSuffix", "amazonaws.com",
            "AWS::StackName", stack);
  }

  /**
   * A template for a stack.
   *
   * @param given parameters, for those that are not to have their defaults
   * @param imports what other stacks export
   */
  static ResolvedTemplate of(
      Template template, String stack, Map<String, String> given, Map<String, String> imports) {
    return new ResolvedTemplate(template, stack, given, imports);
  }

  /** Resources that are made, with their properties worked out. */
  Map<String, Map<String, Object>> resources() {
    Map<String, Map<String, Object>> made = new LinkedHashMap<>();
    template
        .section("Resources")
        .forEach(
            (id, resource) -> {
              if (isMade(object(resource))) {
                made.put(id, object(value(resource)));
              }
            });
    return made;
  }

  /** Values of the outputs by their names. */
  Map<String, String> outputs() {
    Map<String, String> outputs = new LinkedHashMap<>();
    template
        .section("Outputs")
        .forEach(
            (name, output) -> {
              if (isMade(object(output))) {
                outputs.put(name, (String) value(object(output).get("Value")));
              }
            });
    return outputs;
  }

  /** Values of the outputs by the names that other stacks import them by. */
  Map<String, String> exports() {
    Map<String, String> exports = new LinkedHashMap<>();
    template
        .section("Outputs")
        .forEach(
            (name, output) -> {
              if (isMade(object(output)) && object(output).containsKey("Export")) {
                Object exported = value(object(object(output).get("Export")).get("Name"));
                exports.put((String) exported, outputs().get(name));
              }
            });
    return exports;
  }

  private boolean isMade(Map<String, Object> part) {
    return !part.containsKey("Condition") || holds((String) part.get("Condition"));
  }

  private boolean holds(String condition) {
    Object written = template.section("Conditions").get(condition);
    if (written == null) {
      throw new AssertionError("no condition " + condition);
    }
    return holds(object(written));
  }

  private boolean holds(Map<String, Object> condition) {
    Map.Entry<String, Object> function = condition.entrySet().iterator().next();
    List<?> of = list(function.getValue());
    return switch (function.getKey()) {
      case "Fn::Equals" -> Objects.equals(value(of.get(0)), value(of.get(1)));
      case "Fn::Not" -> !holds(object(of.get(0)));
      case "Fn::And" -> of.stream().allMatch(part -> holds(object(part)));
      case "Condition" -> holds((String) function.getValue());
      default -> throw new AssertionError("no condition's function: " + function.getKey());
    };
  }

  private Object value(Object node) {
    if (node instanceof List<?> list) {
      return list.stream().map(this::value).filter(value -> value != NO_VALUE).toList();
    }
    if (!(node instanceof Map)) {
      return node;
    }
    Map<String, Object> map = object(node);
    if (map.size() == 1) {
      Map.Entry<String, Object> only = map.entrySet().iterator().next();
      if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
        return function(only.getKey(), only.getValue());
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach(
        (key, part) -> {
          Object value = value(part);
          if (value != NO_VALUE) {
            values.put(key, value);
          }
        });
    return values;
  }

  private Object function(String name, Object of) {
    return switch (name) {
      case "Ref" -> reference((String) of);
      case "Fn::GetAtt" -> attribute((String) list(of).get(0), (String) list(of).get(1));
      case "Fn::Sub" -> substitute(list(of));
      case "Fn::If" -> value(list(of).get(holds((String) list(of).get(0)) ? 1 : 2));
      case "Fn::ImportValue" -> imported((String) value(of));
      case "Fn::Split" -> Arrays.asList(text(list(of).get(1)).split(text(list(of).get(0)), -1));
      case "Fn::Join" ->
          list(value(list(of).get(1))).stream()
              .map(Object::toString)
              .collect(Collectors.joining((String) list(of).get(0)));
      default -> throw new AssertionError("no function that is used here: " + name);
    };
  }

  private String text(Object node) {
    return value(node).toString();
  }

  private Object reference(String name) {
    if (name.equals("AWS::NoValue")) {
      return NO_VALUE;
    }
    if (pseudo.containsKey(name)) {
      return pseudo.get(name);
    }
    return parameters.containsKey(name) ? parameters.get(name) : nameOf(name);
  }

  private Map<String, Object> made(String id) {
    Object resource = template.section("Resources").get(id);
    if (resource == null) {
      throw new AssertionError("nothing is called " + id);
    }
    if (!isMade(object(resource))) {
      throw new AssertionError(id + " is not there where it is referred to");
    }
    return object(resource);
  }

  /** What {@code !Ref} of a resource is: its name, where the template gives it one. */
  private String nameOf(String id) {
    Map<String, Object> resource = made(id);
    String type = (String) resource.get("Type");
    if (type.equals("AWS::IAM::ManagedPolicy")) {
      return "arn:aws:iam::" + ACCOUNT + ":policy/" + id;
    }
    if (type.equals("AWS::SNS::Topic")) {
      return "arn:aws:sns:" + id;
    }
    Map<String, Object> given = object(resource.get("Properties"));
    Map<String, Object> properties =
        type.equals("AWS::Glue::Database") ? object(given.get("DatabaseInput")) : given;
    return NAMES.stream()
        .filter(properties::containsKey)
        .findFirst()
        .map(name -> text(properties.get(name)))
        .orElse(id);
  }

  private String attribute(String id, String attribute) {
    String type = (String) made(id).get("Type");
    if (!attribute.equals("Arn")) {
      throw new AssertionError(id + " has no attribute that is used here: " + attribute);
    }
    return switch (type) {
      case "AWS::S3::Bucket" -> "arn:aws:s3:::" + nameOf(id);
      case "AWS::Kinesis::Stream" ->
          "arn:aws:kinesis:"
              + pseudo.get("AWS::Region")
              + (":" + ACCOUNT + ":stream/")
              + nameOf(id);
      case "AWS::Logs::LogGroup" ->
          "arn:aws:logs:"
              + pseudo.get("AWS::Region")
              + (":" + ACCOUNT + ":log-group:" + nameOf(id) + ":*");
      case "AWS::IAM::Role", "AWS::IAM::InstanceProfile" -> "arn:aws:iam::" + ACCOUNT + ":x/" + id;
      default -> throw new AssertionError(type + " has no Arn");
    };
  }

  private String imported(String name) {
    if (!imports.containsKey(name)) {
      throw new AssertionError("no stack exports " + name);
    }
    return imports.get(name);
  }

  private String substitute(List<?> of) {
    Map<String, Object> own = of.size() == 2 ? object(of.get(1)) : Map.of();
    List<String> unused = new ArrayList<>(own.keySet());
    Matcher placeholder = PLACEHOLDER.matcher((String) of.get(0));
    StringBuilder text = new StringBuilder();
    while (placeholder.find()) {
      String name = placeholder.group(2);
      String filled;
      if (!placeholder.group(1).isEmpty()) {
        filled = "${" + name + "}";
      } else if (own.containsKey(name)) {
        unused.remove(name);
        filled = text(own.get(name));
      } else if (name.contains(".")) {
        filled =
            attribute(name.substring(0, name.indexOf('.')), name.replaceFirst("^[^.]+\\.", ""));
      } else {
        filled = text(Map.of("Ref", name));
      }
      placeholder.appendReplacement(text, Matcher.quoteReplacement(filled));
    }
    if (!unused.isEmpty()) {
      throw new AssertionError("filled in nowhere: " + unused);
    }
    return placeholder.appendTail(text).toString();
  }
}
