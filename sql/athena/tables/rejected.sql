-- Partitions: the day of arrival_time.
CREATE EXTERNAL TABLE IF NOT EXISTS `rejected` (
  `payload` binary,
  `reason` string,
  `detail` string,
  `source` string,
  `stream` string,
  `shard` string,
  `sequence` string,
  `record_index` int,
  `partition_key` string,
  `arrival_time` timestamp
)
COMMENT 'Quarantine: what was no reading, with the reason'
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
