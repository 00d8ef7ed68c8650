-- Partitions: the day of the period's last instant, period_end less a millisecond.
-- New partitions: MSCK REPAIR TABLE anomalies (Unity Catalog lists them by itself).
CREATE TABLE IF NOT EXISTS anomalies (
  `kind` STRING,
  `turbine_id` STRING,
  `farm_id` STRING,
  `country_code` STRING,
  `sensor` STRING,
  `unit` STRING,
  `event_time` TIMESTAMP,
  `period_start` TIMESTAMP,
  `period_end` TIMESTAMP,
  `reading_id` STRING,
  `value` DOUBLE,
  `expected` DOUBLE,
  `stddev` DOUBLE,
  `z_score` DOUBLE,
  `threshold` DOUBLE,
  region STRING,
  year INT,
  month INT,
  day INT
)
USING PARQUET
PARTITIONED BY (region, year, month, day)
LOCATION '{{location}}'
COMMENT 'Gold: a row per reading, mean or power beyond k sigma'
