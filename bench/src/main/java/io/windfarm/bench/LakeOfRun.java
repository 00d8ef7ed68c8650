package io.windfarm.bench;

import io.windfarm.alert.Rule;
import io.windfarm.config.SensorCatalog;
import io.windfarm.config.WindFarmConfig;
import io.windfarm.config.WindFarmOptions;
import io.windfarm.lake.Lake;
import io.windfarm.lake.LakeRoots;

/** The lake as the job makes it of the same settings. */
public final class LakeOfRun {
  private LakeOfRun() {}

  /** Writers of the tables below {@code lake.root}. */
  public static Lake of(WindFarmConfig config, SensorCatalog sensors) {
    LakeRoots roots =
        LakeRoots.of(
            config.get(WindFarmOptions.LAKE_ROOT),
            config.get(WindFarmOptions.LAKE_ROOTS),
            sensors.allRegions());
    return Lake.at(roots)
        .regions(sensors.allRegions())
        .rulesVersion(String.valueOf(Rule.VERSION))
        .closeQuietFiles(true)
        .build();
  }
}
