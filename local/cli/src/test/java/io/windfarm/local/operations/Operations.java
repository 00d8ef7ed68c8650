package io.windfarm.local.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windfarm.local.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code ops/} holds. */
final class Operations {
  static final Path FOLDER = Project.home().resolve("ops");
  static final Path RULES = FOLDER.resolve("prometheus/windfarm.rules.yml");

  private static final Pattern METRIC = Pattern.compile("\\b(?:flink|windfarm)_\\w+");

  private Operations() {}

  /** An alert rule. */
  record Rule(String name, String expression, String severity, String runbook) {}

  /** A query of a dashboard's panel. */
  record Query(String panel, String expression) {}

  static List<Rule> rules() throws IOException {
    List<Rule> rules = new ArrayList<>();
    for (Object group : (List<?>) yaml(RULES).get("groups")) {
      for (Object element : (List<?>) ((Map<?, ?>) group).get("rules")) {
        Map<?, ?> rule = (Map<?, ?>) element;
        rules.add(
            new Rule(
                (String) rule.get("alert"),
                (String) rule.get("expr"),
                (String) ((Map<?, ?>) rule.get("labels")).get("severity"),
                (String) ((Map<?, ?>) rule.get("annotations")).get("runbook")));
      }
    }
    return rules;
  }

  static Map<?, ?> yaml(Path file) throws IOException {
    return (Map<?, ?>)
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
  }

  static List<Query> queries() throws IOException {
    List<Query> queries = new ArrayList<>();
    for (JsonNode dashboard : dashboards()) {
      for (JsonNode panel : dashboard.path("panels")) {
        for (JsonNode target : panel.path("targets")) {
          queries.add(
              new Query(
                  dashboard.path("title").asText() + " / " + panel.path("title").asText(),
                  target.path("expr").asText()));
        }
      }
    }
    return queries;
  }

  static List<JsonNode> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve("grafana/dashboards"))) {
      return files.sorted().map(Operations::json).toList();
    }
  }

  private static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every metric that a rule or a panel names. */
  static SortedSet<String> metrics() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    Stream.concat(rules().stream().map(Rule::expression), queries().stream().map(Query::expression))
        .forEach(
            expression -> {
              Matcher metric = METRIC.matcher(expression);
              while (metric.find()) {
                names.add(metric.group());
              }
            });
    return names;
  }
}
