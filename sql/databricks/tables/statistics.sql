-- Partitions: the day of the window's last instant, window_end less a millisecond.
-- New partitions: MSCK REPAIR TABLE statistics (Unity Catalog lists them by itself).
CREATE TABLE IF NOT EXISTS statistics (
  `turbine_id` STRING,
  `farm_id` STRING,
  `country_code` STRING,
  `sensor` STRING,
  `unit` STRING,
  `window` STRING,
  `window_start` TIMESTAMP,
  `window_end` TIMESTAMP,
  `aligned` BOOLEAN,
  `count` BIGINT,
  `uncertain_count` BIGINT,
  `bad_count` BIGINT,
  `expected_count` BIGINT,
  `completeness` DOUBLE,
  `min` DOUBLE,
  `max` DOUBLE,
  `mean` DOUBLE,
  `stddev` DOUBLE,
  `p50` DOUBLE,
  `p95` DOUBLE,
  `p99` DOUBLE,
  `first` DOUBLE,
  `last` DOUBLE,
  region STRING,
  year INT,
  month INT,
  day INT
)
USING PARQUET
PARTITIONED BY (region, year, month, day)
LOCATION '{{location}}'
COMMENT 'Gold: a row per turbine, sensor and window'
