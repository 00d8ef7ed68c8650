package io.windfarm.local.score;

import io.windfarm.local.score.Scenario.Story;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The turbines of a score, in equal parts in all scenarios, and all that they send. */
final class Fleet {
  /** No turbine stands here but those whose story says so. */
  static final String FARM_OF_ITS_OWN = "H";

  private static final List<String> FARMS = List.of("A", "B", "C", "D", "E", "F", "G");

  private final List<Member> members;

  /** A turbine and its place. */
  record Member(Turbine turbine, Scenario scenario, Story story) {}

  /** A line that arrives. */
  private record Line(long arrival, String text) {}

  private Fleet(List<Member> members) {
    this.members = members;
  }

  /** {@code turbines} over {@code scenarios}; the same for the same seed. */
  static Fleet of(List<Scenario> scenarios, int turbines, long seed) {
    List<Member> members = new ArrayList<>();
    for (int number = 0; number < turbines; number++) {
      Scenario scenario = scenarios.get(number % scenarios.size());
      int ofScenario = number / scenarios.size();
      Story story = scenario.stories().get(ofScenario % scenario.stories().size());
      String farm = story.farm().isEmpty() ? FARMS.get(ofScenario % FARMS.size()) : story.farm();
      Turbine turbine =
          new Turbine(
              String.format(Locale.ROOT, "WT-%04d", number + 1),
              farm,
              scenario.sensors(),
              1_000_003 * seed + number);
      story.happens().accept(turbine);
      members.add(new Member(turbine, scenario, story));
    }
    return new Fleet(members);
  }

  List<Member> members() {
    return members;
  }

  /** All samples, those that are never sent included. */
  List<Sample> samples() {
    return members.stream().flatMap(member -> member.turbine().samples().stream()).toList();
  }

  /** What arrives, in the order in which it does. */
  Stream<String> lines() {
    List<Line> lines = new ArrayList<>();
    for (Sample sample : samples()) {
      if (sample.isSent()) {
        String json = sample.json();
        lines.add(new Line(sample.arrival(), json));
        if (sample.copyAfter() > 0) {
          lines.add(new Line(sample.arrival() + sample.copyAfter(), json));
        }
      }
    }
    lines.sort(Comparator.comparingLong(Line::arrival));
    return lines.stream().map(Line::text);
  }
}
