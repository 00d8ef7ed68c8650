-- Partitions: the day of minute. Rows are increments: add them up, as ledger_balance does.
CREATE EXTERNAL TABLE IF NOT EXISTS `ledger` (
  `minute` timestamp,
  `source` string,
  `stream` string,
  `received` bigint,
  `rejected` bigint,
  `duplicate` bigint,
  `late` bigint,
  `good` bigint,
  `uncertain` bigint,
  `bad` bigint,
  `imputed` bigint,
  `records` bigint,
  `checkpoint_id` bigint,
  `elsewhere` bigint
)
COMMENT 'Audit: what became of what a source delivered in a minute'
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
