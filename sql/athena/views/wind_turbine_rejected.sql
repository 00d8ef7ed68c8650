-- Everything that was no reading, its payload as text: bytes that are no UTF-8 show as U+FFFD.
-- "timestamp" is the arrival; "date" is its day, made of the partition's columns alone.
CREATE OR REPLACE VIEW wind_turbine_rejected AS
SELECT
  from_utf8(payload) AS payload,
  reason,
  detail,
  source,
  stream,
  shard,
  sequence,
  record_index,
  partition_key,
  arrival_time AS "timestamp",
  CAST(DATE '2000-01-01' + (12 * (year - 2000) + month - 1) * INTERVAL '1' MONTH
    + (day - 1) * INTERVAL '1' DAY AS date) AS "date",
  region,
  year,
  month,
  day
FROM rejected
