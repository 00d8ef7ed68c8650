package io.windfarm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.WindFarmJob;
import io.windfarm.bench.baseline.Baseline;
import io.windfarm.bench.identity.IdentityJob;
import io.windfarm.config.JobArguments;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.local.LakeTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is compared has to do the same work: the rows of each contestant, small workload. */
class SameRowsTest {
  /** An emergency of each kind, and time enough for the longest. */
  private static final Workload WORKLOAD = new Workload(22_000, 100, 7, 20);

  @TempDir private static Path folder;
  private static Input input;
  private static Outputs job;

  @BeforeAll
  static void runTheJob() throws Exception {
    input = Input.of(WORKLOAD, folder.resolve("input"));
    WindFarmJob.main(arguments("job", Tables.ALL).toArray(String[]::new));
    job = outputs("job");
  }

  private static List<String> arguments(String lake, Tables tables) {
    List<String> arguments = new ArrayList<>(Terms.of(tables).settings());
    arguments.addAll(List.of("--source.path", input.file().toUri().toString()));
    arguments.addAll(List.of("--lake.root", folder.resolve(lake).toUri().toString()));
    return arguments;
  }

  private static void runBaseline(List<String> arguments) throws Exception {
    Baseline.run(WindFarmConfig.of(JobArguments.read(arguments.toArray(String[]::new))));
  }

  private static Outputs outputs(String lake) throws Exception {
    return Outputs.in(folder.resolve(lake));
  }

  @Test
  void theJobAccountsForEveryEventAndRaisesAlerts() {
    assertThat(job.faults(input, true)).isEmpty();
    assertThat(job.rows().get(LakeTable.ALERTS)).isGreaterThan(input.emergencies());
  }

  @Test
  void theBaselineWritesTheRowsOfTheJobToEveryTable() throws Exception {
    runBaseline(arguments("baseline", Tables.ALL));

    Outputs baseline = outputs("baseline");
    assertThat(baseline.rows()).containsAllEntriesOf(withoutLedger());
    assertThat(baseline.differences(job, Tables.ALL.names())).isEmpty();
    assertThat(baseline.faults(input, true)).isEmpty();
  }

  private static Map<LakeTable, Long> withoutLedger() {
    Map<LakeTable, Long> rows = new EnumMap<>(job.rows());
    rows.remove(LakeTable.LEDGER);
    return rows;
  }

  @Test
  void writesTheSameReadingsStatisticsAndAlertsWhereThoseAreAll() throws Exception {
    runBaseline(arguments("core", Tables.CORE));

    Outputs core = outputs("core");
    assertThat(core.differences(job, Tables.CORE.names())).isEmpty();
    assertThat(core.rows().get(LakeTable.RAW)).isZero();
  }

  @Test
  void noticesRowsThatDiffer() throws Exception {
    List<String> other = arguments("other", Tables.CORE);
    other.addAll(List.of("--clean.outliers", "flag"));
    runBaseline(other);

    assertThat(outputs("other").differences(job, Tables.CORE.names()))
        .hasSize(2)
        .anyMatch(difference -> difference.startsWith("readings ("))
        .anyMatch(difference -> difference.startsWith("statistics ("));
  }

  @Test
  void theIdentityJobWritesARowForEveryEvent() throws Exception {
    IdentityJob.main(arguments("identity", Tables.ALL).toArray(String[]::new));

    Outputs identity = outputs("identity");
    assertThat(identity.rows().get(LakeTable.READINGS) + identity.rows().get(LakeTable.REJECTED))
        .isEqualTo(input.records());
    assertThat(identity.differences(job, List.of("raw", "rejected"))).isEmpty();
  }
}
