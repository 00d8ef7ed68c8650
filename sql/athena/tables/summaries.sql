-- Partitions: the day of the period's last instant, period_end less a millisecond.
CREATE EXTERNAL TABLE IF NOT EXISTS `summaries` (
  `turbine_id` string,
  `farm_id` string,
  `country_code` string,
  `sensor` string,
  `unit` string,
  `period_start` timestamp,
  `period_end` timestamp,
  `count` bigint,
  `uncertain_count` bigint,
  `bad_count` bigint,
  `expected_count` bigint,
  `completeness` double,
  `min` double,
  `max` double,
  `mean` double,
  `stddev` double,
  `fleet_turbines` bigint,
  `fleet_mean` double,
  `fleet_stddev` double,
  `z_score` double
)
COMMENT 'Gold: a row per turbine, sensor and period'
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
