-- The files of readings again, with one partition column for the whole hour, whose text is the path:
-- a range of time is a range of text, and needs no OR over days and hours.
--   WHERE dh BETWEEN 'year=2026/month=11/day=19/hour=22' AND 'year=2026/month=11/day=20/hour=03'
CREATE EXTERNAL TABLE IF NOT EXISTS `readings_hourly` (
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
COMMENT 'Silver: the files of readings, for ranges of time'
PARTITIONED BY (`region` string, `dh` string)
STORED AS PARQUET
LOCATION '{{location}}/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.region.type' = 'enum',
  'projection.region.values' = '{{regions}}',
  'projection.dh.type' = 'date',
  "projection.dh.format" = "'year='yyyy'/month='MM'/day='dd'/hour='HH",
  'projection.dh.range' = 'year={{first_year}}/month=01/day=01/hour=00,year={{last_year}}/month=12/day=31/hour=23',
  'projection.dh.interval' = '1',
  'projection.dh.interval.unit' = 'HOURS',
  'storage.location.template' = '{{location}}/region=${region}/${dh}/'
)
