package io.windfarm.ingest;

import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.config.WindFarmOptions;
import io.windfarm.config.WindFarmOptions.AtEnd;
import io.windfarm.ingest.files.FolderSource;
import io.windfarm.ingest.files.Input;
import io.windfarm.ingest.files.Layouts;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Files of JSON lines, CSV, or a lake's {@code raw} table, all side by side in event-time order.
 */
public final class FileIngest {
  private FileIngest() {}

  /**
   * The records of {@code source.path}.
   *
   * @param options as records will be decoded
   * @throws IllegalArgumentException if there is no such {@code source.format}
   */
  public static Ingest of(
      StreamExecutionEnvironment environment,
      WindFarmConfig config,
      SensorCatalog sensors,
      EventDecoder.Options options) {
    Input input = Input.of(config.get(WindFarmOptions.SOURCE_PATH));
    Layouts layouts = Layouts.of(config.get(WindFarmOptions.SOURCE_FORMAT), sensors, options);
    Duration disorder = config.get(WindFarmOptions.INGEST_OUT_OF_ORDERNESS);
    FolderSource source =
        config.get(WindFarmOptions.SOURCE_AT_END) == AtEnd.FINISH
            ? FolderSource.toTheEnd(input, layouts, disorder)
            : FolderSource.goingOn(
                input,
                layouts,
                disorder,
                config.get(WindFarmOptions.SOURCE_HOLD),
                config.get(WindFarmOptions.SOURCE_SHARD_DISCOVERY));
    return Ingest.inOneTask(
        environment
            .fromSource(source, WatermarkStrategy.noWatermarks(), "Files")
            .uid("source-folder")
            .setParallelism(1),
        ShardWatermarks.ofSource());
  }
}
