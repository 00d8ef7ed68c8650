package io.windfarm.local.backfill;

import io.windfarm.local.DataDirectory;
import io.windfarm.local.Failure;
import io.windfarm.local.FlinkCluster;
import io.windfarm.local.JobSettings;
import io.windfarm.local.Lifetime;
import io.windfarm.local.Project;
import io.windfarm.local.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** History through the job, into a lake of its own. */
@Command(
    name = "backfill",
    description = {
      "Reads history (CSV, JSON lines, a lake's raw table; plain or .gz) through the job, into a lake.",
      "Run again, it reads what was added since: to the files, or beside them. Killed, it goes on from where it was. Either way the tables are those of one run over everything."
    },
    footer = {
      "",
      "Settings of the job are passed on: --group.key value.",
      "",
      "Examples:",
      "  ./windfarm backfill --input 'history/*.csv'",
      "  ./windfarm backfill --input exports --zone Europe/Paris --outliers flag --out s3://your-bucket/lake",
      "  ./windfarm backfill --input windfarm-data/s3/windfarm/lake/raw --format raw-lake --dir reprocessed"
    })
public final class BackfillCommand implements Callable<Integer> {
  /** What a kill costs at most; each makes a file a partition. */
  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(20);

  private static final String DATABASE = "--database.";

  @Spec private CommandSpec spec;

  @Option(
      names = "--input",
      paramLabel = "PLACE",
      required = true,
      arity = "1..*",
      description =
          "A file, a folder or a pattern such as 'history/*.csv', by path or URI; several if need be.")
  private List<String> inputs;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "jsonl, csv, turbine-csv, scada, raw-lake, or another CSV layout of the catalog; default: by the files' names and headers.")
  private String format;

  @Option(
      names = "--period",
      paramLabel = "TIME",
      description = "What a summary covers: 24h, 8h, 7d; default: 24h.")
  private String period;

  @Option(
      names = "--site-zone",
      paramLabel = "ZONE",
      description = "Whose days summaries are about; default: UTC.")
  private String siteZone;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Of times that name none, such as Europe/Paris; default: UTC.")
  private String zone;

  @Option(
      names = "--outliers",
      paramLabel = "POLICY",
      description = "What becomes of a spike: impute, remove or flag; default: impute.")
  private String outliers;

  @Option(
      names = "--out",
      paramLabel = "ROOT",
      description =
          "The lake: a folder or s3://bucket/prefix. It should be this command's own. Default: DIR/lake.")
  private String out;

  @Option(
      names = "--jdbc",
      paramLabel = "URL",
      description =
          "Also writes to PostgreSQL: jdbc:postgresql://… (with --database.user and --database.password), or 'embedded' for one that is started with its data under DIR.")
  private String jdbc;

  @Option(
      names = "--stay",
      description = "With --jdbc embedded: leaves PostgreSQL there to be asked, until Ctrl-C.")
  private boolean stay;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where the state between runs, and logs, are kept; default: windfarm-data/backfill.")
  private Path directory;

  @Option(
      names = "--rebuild",
      description = "Deletes what earlier runs wrote and kept, and begins afresh.")
  private boolean rebuild;

  @Parameters(paramLabel = "--group.key value", description = "Settings of the job.")
  private List<String> settings = new ArrayList<>();

  @Override
  @SuppressWarnings("try") // the lock is held, not used
  public Integer call() throws Exception {
    JobSettings.refuseOthers(spec.commandLine(), settings);
    refuseOwn(settings);
    if (jdbc == null && !secrets().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--database. settings need a database: --jdbc URL.");
    }
    Path jar = Project.jobJar();
    Path folder =
        Files.createDirectories(
            (directory == null ? Project.data().resolve("backfill") : directory)
                .toAbsolutePath()
                .normalize());
    InputFiles files = new InputFiles(inputs);
    String root = root(folder);
    List<String> arguments = arguments(files, root);
    try (FileChannel lock = lock(folder)) {
      ProvisionalFiles lake = new ProvisionalFiles(List.of(root));
      if (rebuild) {
        clear(folder, lake, root);
      }
      Optional<Map<String, Long>> lengths = files.lengths();
      Journal journal = Journal.in(folder).orElseGet(() -> Journal.fresh(arguments, jdbc));
      refuseOtherSettings(journal, arguments);
      lengths.ifPresent(now -> refuseReplaced(journal, now));
      if (journal.step() == Journal.Step.DONE
          && journal.run() > 0
          && lengths.isPresent()
          && lengths.get().equals(journal.inputs())) {
        System.out.println("Nothing new: all of it was read before. --rebuild reads it again.");
        return CommandLine.ExitCode.OK;
      }
      run(folder, jar, journal, lengths.orElse(Map.of()), lake, root);
      return CommandLine.ExitCode.OK;
    }
  }

  private void run(
      Path folder,
      Path jar,
      Journal journal,
      Map<String, Long> lengths,
      ProvisionalFiles lake,
      String root)
      throws Exception {
    long start = System.nanoTime();
    Lifetime lifetime = Lifetime.untilExit();
    try {
      Optional<Database> database = Optional.empty();
      if (jdbc != null) {
        database = Optional.of(lifetime.add(Database.at(jdbc, folder, secrets())));
      }
      FlinkCluster cluster = lifetime.add(cluster(folder).start());
      System.out.println("Web UI: " + cluster.rest().address() + "   logs: " + cluster.logs());
      BackfillReport report = new BackfillReport(System.out, start);
      List<Provisional> provisional = new ArrayList<>(List.of(lake));
      database.ifPresent(provisional::add);
      Backfill backfill =
          new Backfill(
              folder,
              jar,
              cluster.rest(),
              provisional,
              database.map(Database::settings).orElse(List.of()),
              BETWEEN_CHECKPOINTS,
              report);
      backfill.run(journal, lengths);
      report.print(root, backfill.recordsRead());
      cluster.close();
      if (stay && database.isPresent()) {
        System.out.println("PostgreSQL, until Ctrl-C: " + database.get().address());
        new CountDownLatch(1).await();
      }
    } finally {
      lifetime.close();
    }
  }

  private static FlinkCluster.Builder cluster(Path folder) {
    FlinkCluster.Builder cluster =
        FlinkCluster.in(folder.resolve("flink"))
            .logs(folder.resolve("logs"))
            // 2 GB together.
            .set("jobmanager.memory.process.size", "640m")
            .set("taskmanager.memory.process.size", "1400m");
    S3Settings.of(System.getenv()).forEach(cluster::set);
    return cluster;
  }

  private static String stripped(URI folder) {
    String text = folder.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private String root(Path folder) {
    if (out == null) {
      return stripped(folder.resolve("lake").toUri());
    }
    return out.contains("://") || out.startsWith("file:")
        ? out
        : stripped(Path.of(out).toAbsolutePath().normalize().toUri());
  }

  private List<String> arguments(InputFiles files, String root) {
    JobSettings job = new JobSettings(publicSettings());
    job.orElse("source.type", "files").orElse("source.path", files.setting());
    // Of hourly readings most windows would say the same again.
    job.orElse("lake.root", root).orElse("stats.rolling", "false");
    if (format != null) {
      job.orElse("source.format", format);
    }
    if (zone != null) {
      job.orElse("ingest.zone", zone);
    }
    if (outliers != null) {
      job.orElse("clean.outliers", outliers);
    }
    if (period != null) {
      job.orElse("stats.period", period);
    }
    if (siteZone != null) {
      job.orElse("stats.zone", siteZone);
    }
    return job.arguments();
  }

  /** What was given of the database: it is not for the journal, where a password would stay. */
  private Map<String, String> secrets() {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (int i = 0; i < settings.size(); i++) {
      String setting = settings.get(i);
      if (setting.startsWith(DATABASE)) {
        int equals = setting.indexOf('=');
        secrets.put(
            setting.substring(2, equals < 0 ? setting.length() : equals),
            equals < 0 ? settings.get(++i) : setting.substring(equals + 1));
      }
    }
    return secrets;
  }

  private List<String> publicSettings() {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      String setting = settings.get(i);
      if (!setting.startsWith(DATABASE)) {
        others.add(setting);
      } else if (setting.indexOf('=') < 0) {
        i++;
      }
    }
    return others;
  }

  private void refuseOwn(List<String> settings) {
    if (settings.stream().anyMatch(arg -> arg.startsWith("--lake.roots."))) {
      throw new ParameterException(
          spec.commandLine(),
          "--lake.roots: a backfill's lake has one root, since its provisional files are looked for"
              + " there. Give --out.");
    }
    for (String own :
        List.of(
            "source.type",
            "source.path",
            "source.at-end",
            "lake.root",
            "lake.provisional",
            "database.url",
            "database.provisional")) {
      if (settings.stream()
          .anyMatch(arg -> arg.equals("--" + own) || arg.startsWith("--" + own + "="))) {
        throw new ParameterException(
            spec.commandLine(),
            "--" + own + " is set by this command itself: use --input and --out.");
      }
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    try {
      return DataDirectory.of(folder).lock();
    } catch (Failure e) {
      throw new Failure(
          "Another backfill uses " + folder + ": wait for it, or give this one --dir DIR.", e);
    }
  }

  /** Deletes only where a journal says that this command made it. */
  private void clear(Path folder, ProvisionalFiles lake, String root) throws IOException {
    Optional<Journal> journal = Journal.in(folder);
    if (journal.isEmpty()) {
      return;
    }
    if (!journal.get().settings().contains(root)) {
      throw new Failure(
          folder
              + " is the state of a lake elsewhere ("
              + String.join(" ", journal.get().settings())
              + "): take another --dir for "
              + root
              + ".");
    }
    lake.deleteEverything();
    DataDirectory.delete(Backfill.state(folder));
    DataDirectory.delete(folder.resolve(Database.FOLDER));
    if (jdbc != null && !jdbc.equals(Database.EMBEDDED)) {
      System.out.println(
          "The database keeps its rows until they are written again: drop its schema to be rid of"
              + " those that will not be.");
    }
    Journal.delete(folder);
  }

  private void refuseOtherSettings(Journal journal, List<String> arguments) {
    if (!Objects.equals(journal.database(), jdbc)) {
      throw new Failure(
          "The runs before wrote to "
              + (journal.database() == null ? "no database" : "the database " + journal.database())
              + ", and what they wrote would be missing in another: take the same --jdbc, --rebuild"
              + " to read all of it again, or --dir for a lake beside it.");
    }
    if (!journal.settings().equals(arguments)) {
      throw new Failure(
          "What is in the lake was read with other settings:\n  "
              + String.join(" ", journal.settings())
              + "\nand this is\n  "
              + String.join(" ", arguments)
              + "\nTake the same ones to read on, --rebuild to read all of it again, or --dir for a"
              + " lake beside it.");
    }
  }

  private static void refuseReplaced(Journal journal, Map<String, Long> now) {
    journal
        .inputs()
        .forEach(
            (file, before) -> {
              if (now.getOrDefault(file, before) < before) {
                throw new Failure(
                    file
                        + " has "
                        + now.get(file)
                        + " bytes, and "
                        + before
                        + " were read of it before: it was replaced. --rebuild reads all of it"
                        + " again.");
              }
            });
  }
}
