package io.windfarm.local.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.windfarm.local.Project;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AlertRulesTest {
  @Test
  void everyRuleWakesSomebodyOrWaitsAndHasASectionInTheRunbook() throws Exception {
    String runbook = Files.readString(Project.home().resolve("docs/operations.md"));

    assertThat(Operations.rules()).isNotEmpty();
    for (Operations.Rule rule : Operations.rules()) {
      assertThat(rule.severity()).as(rule.name()).isIn("page", "ticket");
      assertThat(rule.runbook())
          .isEqualTo("docs/operations.md#" + rule.name().toLowerCase(Locale.ROOT));
      String how = rule.severity().equals("page") ? "*Page.*" : "*Ticket.*";
      assertThat(runbook).contains("\n### " + rule.name() + "\n\n" + how);
    }
  }

  @Test
  void theRunbookKnowsNoRuleThatIsGone() throws Exception {
    List<String> names = Operations.rules().stream().map(Operations.Rule::name).toList();

    assertThat(
            Files.readString(Project.home().resolve("docs/operations.md"))
                .lines()
                .filter(line -> line.startsWith("### Windfarm"))
                .map(line -> line.substring(4)))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void everyRuleIsTested() throws Exception {
    String tests =
        Files.readString(Operations.FOLDER.resolve("prometheus/windfarm.rules.test.yml"));

    for (Operations.Rule rule : Operations.rules()) {
      assertThat(tests).containsPattern("alertname(: |=\")" + rule.name() + "\\b");
    }
  }

  /** {@code ./windfarm test} says so where Prometheus is not installed. */
  @Test
  void everyRuleFiresWhenItShouldAndOnlyThen() throws Exception {
    assumeThat(Prometheus.isInstalled("promtool"))
        .as("promtool is installed (Debian: apt install prometheus)")
        .isTrue();

    Process promtool =
        new ProcessBuilder(
                new ArrayList<>(List.of("promtool", "test", "rules", "windfarm.rules.test.yml")))
            .directory(Operations.FOLDER.resolve("prometheus").toFile())
            .redirectErrorStream(true)
            .start();
    promtool.getOutputStream().close();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(promtool.waitFor()).as(said).isZero();
  }
}
