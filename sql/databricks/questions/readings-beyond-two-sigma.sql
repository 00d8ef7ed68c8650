-- Which readings of yesterday lay beyond two sample deviations of their turbine's and sensor's mean of that
-- day (UTC)? Asked of the readings themselves, and so also of sensors that send too many for the job to hold:
-- see anomalies.readings-per-period. Late readings are left out, as they are of statistics; gaps that were
-- filled are in. The furthest hundred.
WITH used AS (
  SELECT
    region,
    farm_id,
    turbine_id,
    sensor,
    event_time,
    reading_id,
    `value`,
    avg(`value`) OVER (PARTITION BY turbine_id, sensor) AS mean,
    stddev_samp(`value`) OVER (PARTITION BY turbine_id, sensor) AS deviation
  FROM readings
  WHERE quality IN ('GOOD', 'UNCERTAIN')
    AND `value` IS NOT NULL
    AND NOT array_contains(reasons, 'LATE')
    AND make_date(year, month, day) = date_sub(date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT)), 1)
)
SELECT
  region,
  farm_id,
  turbine_id,
  sensor,
  event_time,
  reading_id,
  `value`,
  mean,
  deviation,
  (`value` - mean) / deviation AS z_score
FROM used
WHERE abs(`value` - mean) > 2 * deviation
ORDER BY abs((`value` - mean) / deviation) DESC, event_time, turbine_id, sensor, reading_id
LIMIT 100
