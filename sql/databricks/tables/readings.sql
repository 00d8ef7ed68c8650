-- Partitions: the hour of event_time. Name region, year, month, day and hour where you can.
-- New partitions: MSCK REPAIR TABLE readings (Unity Catalog lists them by itself).
CREATE TABLE IF NOT EXISTS readings (
  `reading_id` STRING,
  `turbine_id` STRING,
  `farm_id` STRING,
  `country_code` STRING,
  `sensor` STRING,
  `value` DOUBLE,
  `raw_value` DOUBLE,
  `unit` STRING,
  `quality` STRING,
  `reasons` ARRAY<STRING>,
  `event_time` TIMESTAMP,
  `arrival_time` TIMESTAMP,
  `source` STRING,
  `stream` STRING,
  `shard` STRING,
  `sequence` STRING,
  `record_index` INT,
  `turbine_from` STRING,
  `cadence_ms` BIGINT,
  `imputed` BOOLEAN,
  `rules_version` STRING,
  region STRING,
  year INT,
  month INT,
  day INT,
  hour INT
)
USING PARQUET
PARTITIONED BY (region, year, month, day, hour)
LOCATION '{{location}}'
COMMENT 'Silver: every reading with the verdict of cleaning'
