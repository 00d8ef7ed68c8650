package io.windfarm.bench.identity;

import io.windfarm.WindFarmJob;
import io.windfarm.WindFarmPipeline;
import io.windfarm.bench.LakeOfRun;
import io.windfarm.config.JobArguments;
import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.config.WindFarmOptions;
import io.windfarm.exchange.Exchanged;
import io.windfarm.ingest.Decode;
import io.windfarm.ingest.EventDecoder;
import io.windfarm.lake.Lake;
import io.windfarm.model.Arrival;
import io.windfarm.model.CleanedReading;
import io.windfarm.model.Quality;
import io.windfarm.model.Reading;
import java.net.URI;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What Flink costs: bytes in, the job's decoder, one exchange by turbine, the job's own writer out.
 * Nothing waits, nothing is judged, there is no state but the source's and the sinks'. Of the
 * tables that the job writes it writes those that need nothing else: {@code readings}, {@code raw}
 * and {@code rejected}.
 *
 * <p>The source is Flink's own, over lines: the job's source also puts files in order of event
 * time, which is the job's work and belongs to its cost. Takes the job's arguments.
 */
public final class IdentityJob {
  private IdentityJob() {}

  public static void main(String[] args) throws Exception {
    WindFarmConfig config = WindFarmConfig.of(JobArguments.read(args));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(WindFarmJob.pipelineOptions());
    build(environment, config, SensorCatalog.load(null));
    environment.execute("identity");
  }

  static void build(
      StreamExecutionEnvironment environment, WindFarmConfig config, SensorCatalog sensors)
      throws Exception {
    Lake lake = LakeOfRun.of(config, sensors);
    Set<String> tables = config.lakeTables();
    SingleOutputStreamOperator<Reading> decoded =
        arrivals(environment, config)
            .transform(
                "Decode",
                Exchanged.READING,
                new Decode(
                    new EventDecoder(sensors, WindFarmPipeline.decoding(config, sensors)),
                    Set.of(),
                    tables.contains("raw")))
            .uid("decode")
            .setParallelism(1);
    DataStream<CleanedReading> unjudged =
        decoded
            .keyBy(reading -> reading.turbineId, Types.STRING)
            .map(IdentityJob::unjudged)
            .returns(Exchanged.CLEANED_READING)
            .uid("unjudged")
            .name("Unjudged");
    lake.readings().write(unjudged, "lake-readings", "Lake: readings");
    if (tables.contains("raw")) {
      lake.raw().write(decoded.getSideOutput(Decode.RAW), "lake-raw", "Lake: raw");
    }
    if (tables.contains("rejected")) {
      lake.rejected()
          .write(decoded.getSideOutput(Decode.REJECTED), "lake-rejected", "Lake: rejected");
    }
  }

  private static DataStream<Arrival> arrivals(
      StreamExecutionEnvironment environment, WindFarmConfig config) throws Exception {
    Path file = new Path(URI.create(config.get(WindFarmOptions.SOURCE_PATH)));
    long modified = file.getFileSystem().getFileStatus(file).getModificationTime();
    FileSource<Arrival> source =
        FileSource.forRecordStreamFormat(new LinesOfFile(file.getName(), modified), file).build();
    return environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "Files")
        .uid("source")
        .setParallelism(1);
  }

  private static CleanedReading unjudged(Reading reading) {
    CleanedReading row = new CleanedReading();
    row.reading = reading;
    row.value = reading.value;
    row.quality = Quality.GOOD;
    row.reasons = reading.reasons;
    return row;
  }
}
