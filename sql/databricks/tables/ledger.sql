-- Partitions: the day of minute. Rows are increments: add them up, as ledger_balance does.
-- New partitions: MSCK REPAIR TABLE ledger (Unity Catalog lists them by itself).
CREATE TABLE IF NOT EXISTS ledger (
  `minute` TIMESTAMP,
  `source` STRING,
  `stream` STRING,
  `received` BIGINT,
  `rejected` BIGINT,
  `duplicate` BIGINT,
  `late` BIGINT,
  `good` BIGINT,
  `uncertain` BIGINT,
  `bad` BIGINT,
  `imputed` BIGINT,
  `records` BIGINT,
  `checkpoint_id` BIGINT,
  `elsewhere` BIGINT,
  region STRING,
  year INT,
  month INT,
  day INT
)
USING PARQUET
PARTITIONED BY (region, year, month, day)
LOCATION '{{location}}'
COMMENT 'Audit: what became of what a source delivered in a minute'
