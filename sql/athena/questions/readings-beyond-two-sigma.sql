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
    "value",
    avg("value") OVER (PARTITION BY turbine_id, sensor) AS mean,
    stddev_samp("value") OVER (PARTITION BY turbine_id, sensor) AS deviation
  FROM readings
  WHERE quality IN ('GOOD', 'UNCERTAIN')
    AND "value" IS NOT NULL
    AND NOT contains(reasons, 'LATE')
    AND year = year(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '1' DAY)
    AND month = month(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '1' DAY)
    AND day = day(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '1' DAY)
)
SELECT
  region,
  farm_id,
  turbine_id,
  sensor,
  event_time,
  reading_id,
  "value",
  mean,
  deviation,
  ("value" - mean) / deviation AS z_score
FROM used
WHERE abs("value" - mean) > 2 * deviation
ORDER BY abs(("value" - mean) / deviation) DESC, event_time, turbine_id, sensor, reading_id
LIMIT 100
