-- Every record as it was received, its payload as text: bytes that are no UTF-8 show as U+FFFD.
-- "timestamp" is the arrival; "date" is its day, made of the partition's columns alone.
CREATE OR REPLACE VIEW wind_turbine_raw AS
SELECT
  decode(payload, 'UTF-8') AS payload,
  source,
  stream,
  shard,
  sequence,
  partition_key,
  arrival_time AS `timestamp`,
  make_date(year, month, day) AS `date`,
  region,
  year,
  month,
  day,
  hour
FROM raw
