-- Partitions: the day of arrival_time.
-- New partitions: MSCK REPAIR TABLE rejected (Unity Catalog lists them by itself).
CREATE TABLE IF NOT EXISTS rejected (
  `payload` BINARY,
  `reason` STRING,
  `detail` STRING,
  `source` STRING,
  `stream` STRING,
  `shard` STRING,
  `sequence` STRING,
  `record_index` INT,
  `partition_key` STRING,
  `arrival_time` TIMESTAMP,
  region STRING,
  year INT,
  month INT,
  day INT
)
USING PARQUET
PARTITIONED BY (region, year, month, day)
LOCATION '{{location}}'
COMMENT 'Quarantine: what was no reading, with the reason'
