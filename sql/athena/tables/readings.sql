-- Partitions: the hour of event_time. For a range of time, readings_hourly holds the same files.
CREATE EXTERNAL TABLE IF NOT EXISTS `readings` (
  `reading_id` string,
  `turbine_id` string,
  `farm_id` string,
  `country_code` string,
  `sensor` string,
  `value` double,
  `raw_value` double,
  `unit` string,
  `quality` string,
  `reasons` array<string>,
  `event_time` timestamp,
  `arrival_time` timestamp,
  `source` string,
  `stream` string,
  `shard` string,
  `sequence` string,
  `record_index` int,
  `turbine_from` string,
  `cadence_ms` bigint,
  `imputed` boolean,
  `rules_version` string
)
COMMENT 'Silver: every reading with the verdict of cleaning'
PARTITIONED BY (`region` string, `year` int, `month` int, `day` int, `hour` int)
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
  'projection.hour.type' = 'integer',
  'projection.hour.range' = '0,23',
  'projection.hour.digits' = '2',
  'storage.location.template' = '{{location}}/region=${region}/year=${year}/month=${month}/day=${day}/hour=${hour}/'
)
