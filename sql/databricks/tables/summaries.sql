-- Partitions: the day of the period's last instant, period_end less a millisecond.
-- New partitions: MSCK REPAIR TABLE summaries (Unity Catalog lists them by itself).
CREATE TABLE IF NOT EXISTS summaries (
  `turbine_id` STRING,
  `farm_id` STRING,
  `country_code` STRING,
  `sensor` STRING,
  `unit` STRING,
  `period_start` TIMESTAMP,
  `period_end` TIMESTAMP,
  `count` BIGINT,
  `uncertain_count` BIGINT,
  `bad_count` BIGINT,
  `expected_count` BIGINT,
  `completeness` DOUBLE,
  `min` DOUBLE,
  `max` DOUBLE,
  `mean` DOUBLE,
  `stddev` DOUBLE,
  `fleet_turbines` BIGINT,
  `fleet_mean` DOUBLE,
  `fleet_stddev` DOUBLE,
  `z_score` DOUBLE,
  region STRING,
  year INT,
  month INT,
  day INT
)
USING PARQUET
PARTITIONED BY (region, year, month, day)
LOCATION '{{location}}'
COMMENT 'Gold: a row per turbine, sensor and period'
