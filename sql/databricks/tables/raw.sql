-- Partitions: the hour of arrival_time. Name region, year, month, day and hour in every query.
-- New partitions: MSCK REPAIR TABLE raw (Unity Catalog lists them by itself).
CREATE TABLE IF NOT EXISTS raw (
  `payload` BINARY,
  `source` STRING,
  `stream` STRING,
  `shard` STRING,
  `sequence` STRING,
  `partition_key` STRING,
  `arrival_time` TIMESTAMP,
  region STRING,
  year INT,
  month INT,
  day INT,
  hour INT
)
USING PARQUET
PARTITIONED BY (region, year, month, day, hour)
LOCATION '{{location}}'
COMMENT 'Bronze: every record as it was received'
