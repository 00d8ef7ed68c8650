-- Partitions: the day of raised_time, so that all changes of an alert lie together.
-- New partitions: MSCK REPAIR TABLE alerts (Unity Catalog lists them by itself).
CREATE TABLE IF NOT EXISTS alerts (
  `alert_id` STRING,
  `rule` STRING,
  `rule_version` INT,
  `turbine_id` STRING,
  `farm_id` STRING,
  `country_code` STRING,
  `severity` STRING,
  `state` STRING,
  `start_time` TIMESTAMP,
  `event_time` TIMESTAMP,
  `raised_time` TIMESTAMP,
  `evidence` STRING,
  `message` STRING,
  `notified` BOOLEAN,
  region STRING,
  year INT,
  month INT,
  day INT
)
USING PARQUET
PARTITIONED BY (region, year, month, day)
LOCATION '{{location}}'
COMMENT 'Gold: a row per change in the life of an alert'
