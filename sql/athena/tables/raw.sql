-- Partitions: the hour of arrival_time. Name region, year, month, day and hour in every query.
CREATE EXTERNAL TABLE IF NOT EXISTS `raw` (
  `payload` binary,
  `source` string,
  `stream` string,
  `shard` string,
  `sequence` string,
  `partition_key` string,
  `arrival_time` timestamp
)
COMMENT 'Bronze: every record as it was received'
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
