package io.windfarm.bench.baseline;

import io.windfarm.bench.FileRecords;
import io.windfarm.config.JobArguments;
import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.config.WindFarmOptions;
import io.windfarm.model.Arrival;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The job's work in a loop: the same decoder, rules and Parquet writer, into the same tables, on
 * one thread and without Flink, so without exactly-once. Takes the job's arguments for one file of
 * lines. When it is through it says so, and lives on until its input ends or it is ended, so that
 * what it used can be read.
 */
public final class Baseline {
  /** What it says when it is through. */
  public static final String DONE = "All is written.";

  private Baseline() {}

  public static void main(String[] args) throws Exception {
    run(WindFarmConfig.of(JobArguments.read(args)));
    System.out.println(DONE);
    while (System.in.read() >= 0) {
      // Nobody writes; the end of it is the end of who started this.
    }
  }

  /** Works through {@code source.path}; what it leaves is whole when this returns. */
  public static void run(WindFarmConfig config) throws Exception {
    Path file = Path.of(URI.create(config.get(WindFarmOptions.SOURCE_PATH)));
    long modified = Files.getLastModifiedTime(file).toMillis();
    try (InputStream text = Files.newInputStream(file);
        FileRecords records = new FileRecords(text, file.getFileName().toString(), modified);
        Pipeline pipeline = new Pipeline(config, SensorCatalog.load(null))) {
      for (Arrival record = records.next(); record != null; record = records.next()) {
        pipeline.take(record);
      }
      pipeline.end();
    }
  }
}
