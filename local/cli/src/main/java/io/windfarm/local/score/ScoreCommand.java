package io.windfarm.local.score;

import io.windfarm.local.DataDirectory;
import io.windfarm.local.Failure;
import io.windfarm.local.Project;
import io.windfarm.local.score.Fleet.Member;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How well alerts agree with the truth, rule by rule. */
@Command(
    name = "score",
    description = {
      "How well alerts agree with the truth: precision, recall and delay of every rule.",
      "Turbines live through ten scenarios, in which some stories have to raise alerts and others, as"
          + " like them as can be, must not. What they measure goes through Kinesis into the job on a"
          + " cluster on this machine, as fast as it goes. What is due is worked out without the job."
    },
    footer = {
      "",
      "Exit code 0: precision of every rule at least 0.99, recall of CRITICAL ones 1, no delay beyond 2 s"
          + " over the wait for readings out of order. 1: a line says what is not so.",
      "",
      "Examples:",
      "  ./windfarm score --turbines 100",
      "  ./windfarm score --only silence,transport --turbines 200 --seed 7",
      "  ./windfarm score --page docs/scorecard.md --chart docs/scorecard.svg --json scorecard.json"
    })
public final class ScoreCommand implements Callable<Integer> {
  private static final int MOST_TURBINES = 9_999;

  @Spec private CommandSpec spec;

  @Option(
      names = "--turbines",
      paramLabel = "N",
      defaultValue = "1000",
      description = "In equal parts in all scenarios; default: ${DEFAULT-VALUE}.")
  private int turbines;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all that is made up; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "These scenarios, by the names that --list shows; default: all.")
  private List<String> only = List.of();

  @Option(names = "--list", description = "Shows the scenarios and does nothing.")
  private boolean list;

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the card as JSON.")
  private Path json;

  @Option(names = "--chart", paramLabel = "FILE", description = "Also draws the card, as SVG.")
  private Path chart;

  @Option(names = "--page", paramLabel = "FILE", description = "Also writes it up, as Markdown.")
  private Path page;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where everything is kept; what an earlier run left there is removed."
              + " Default: windfarm-data/score.")
  private Path directory;

  @Override
  public Integer call() throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<Scenario> scenarios = chosen();
    if (list) {
      scenarios.forEach(each -> out.printf(Locale.ROOT, "%-16s %s%n", each.name(), each.about()));
      return 0;
    }
    if (turbines < scenarios.size() || turbines > MOST_TURBINES) {
      throw new ParameterException(
          spec.commandLine(),
          "--turbines has to be "
              + scenarios.size()
              + " to "
              + MOST_TURBINES
              + ", not "
              + turbines);
    }
    Fleet fleet = Fleet.of(scenarios, turbines, seed);
    List<Due> due = Truth.of(fleet.samples());
    refuseToContradictTheStories(fleet, due);
    DataDirectory data =
        DataDirectory.of(directory == null ? Project.data().resolve("score") : directory);
    data.clearForDemo();
    out.println(turbines + " turbines, " + due.size() + " alerts due; seed " + seed);
    Scorecard card = Scorecard.of(due, new ScoreRun(data, out::println).raisedFor(fleet));
    out.println();
    out.print(ScoreTable.of(card));
    write(card, scenarios);
    card.faults().forEach(out::println);
    return card.faults().isEmpty() ? 0 : 1;
  }

  private void write(Scorecard card, List<Scenario> scenarios) throws IOException {
    if (json != null) {
      ScoreJson.write(json, card, turbines, seed);
    }
    if (chart != null) {
      Files.writeString(chart, ScoreChart.of(card, turbines, seed));
    }
    if (page != null) {
      Files.writeString(page, ScorePage.of(card, scenarios, turbines, seed));
    }
  }

  /** What a story says of itself, and what the rules say of its readings, have to be the same. */
  private static void refuseToContradictTheStories(Fleet fleet, List<Due> due) {
    Map<String, Map<String, Integer>> found =
        due.stream()
            .collect(
                Collectors.groupingBy(
                    Due::turbine,
                    Collectors.groupingBy(
                        Due::rule, TreeMap::new, Collectors.summingInt(each -> 1))));
    for (Member member : fleet.members()) {
      Map<String, Integer> ofTurbine = found.getOrDefault(member.turbine().id(), Map.of());
      if (!ofTurbine.equals(member.story().due())) {
        throw new Failure(
            "The story '"
                + member.story().name()
                + "' of "
                + member.turbine().id()
                + " should raise "
                + member.story().due()
                + ", but its readings say "
                + ofTurbine
                + ". Take another --seed, and mend the story.");
      }
    }
  }

  private List<Scenario> chosen() {
    List<Scenario> all = Scenarios.all();
    List<String> names = all.stream().map(Scenario::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "There is no scenario '" + name + "'. There are: " + String.join(", ", names));
      }
    }
    return only.isEmpty() ? all : all.stream().filter(each -> only.contains(each.name())).toList();
  }
}
