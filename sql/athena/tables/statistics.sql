-- Partitions: the day of the window's last instant, window_end less a millisecond.
CREATE EXTERNAL TABLE IF NOT EXISTS `statistics` (
  `turbine_id` string,
  `farm_id` string,
  `country_code` string,
  `sensor` string,
  `unit` string,
  `window` string,
  `window_start` timestamp,
  `window_end` timestamp,
  `aligned` boolean,
  `count` bigint,
  `uncertain_count` bigint,
  `bad_count` bigint,
  `expected_count` bigint,
  `completeness` double,
  `min` double,
  `max` double,
  `mean` double,
  `stddev` double,
  `p50` double,
  `p95` double,
  `p99` double,
  `first` double,
  `last` double
)
COMMENT 'Gold: a row per turbine, sensor and window'
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
