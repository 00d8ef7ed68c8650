-- Partitions: the day of the period's last instant, period_end less a millisecond.
CREATE EXTERNAL TABLE IF NOT EXISTS `anomalies` (
  `kind` string,
  `turbine_id` string,
  `farm_id` string,
  `country_code` string,
  `sensor` string,
  `unit` string,
  `event_time` timestamp,
  `period_start` timestamp,
  `period_end` timestamp,
  `reading_id` string,
  `value` double,
  `expected` double,
  `stddev` double,
  `z_score` double,
  `threshold` double
)
COMMENT 'Gold: a row per reading, mean or power beyond k sigma'
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
