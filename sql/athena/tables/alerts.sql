-- Partitions: the day of raised_time, so that all changes of an alert lie together.
CREATE EXTERNAL TABLE IF NOT EXISTS `alerts` (
  `alert_id` string,
  `rule` string,
  `rule_version` int,
  `turbine_id` string,
  `farm_id` string,
  `country_code` string,
  `severity` string,
  `state` string,
  `start_time` timestamp,
  `event_time` timestamp,
  `raised_time` timestamp,
  `evidence` string,
  `message` string,
  `notified` boolean
)
COMMENT 'Gold: a row per change in the life of an alert'
PARTITIONED BY (`region` string, `year` int, `month` int, `day` int)
STORED AS PARQUET
LOCATION '{{location}}/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.region.type' = 'enum',
  'projection.region.values' = '{{regions}}',
  'projection.year.type' = 'integer',
  'projection.year.range' = '{{first_year}},{{last_year}}',
  'projection.year.digits' = '4',
  'projection.month.type' = 'integer',
  'projection.month.range' = '1,12',
  'projection.month.digits' = '2',
  'projection.day.type' = 'integer',
  'projection.day.range' = '1,31',
  'projection.day.digits' = '2',
  'storage.location.template' = '{{location}}/region=${region}/year=${year}/month=${month}/day=${day}/'
)
