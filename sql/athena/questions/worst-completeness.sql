-- Which turbines and sensors sent the least of what was expected of them in the last 24 whole hours?
-- An hour without a reading has no row, and counts as one in which nothing came. Sensors whose cadence
-- is not known yet come last.
SELECT
  region,
  farm_id,
  turbine_id,
  sensor,
  count(*) AS hours_with_readings,
  sum(completeness) / 24 AS completeness
FROM statistics
WHERE "window" = '1h'
  AND aligned
  AND window_end > date_trunc('hour', CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp)) - INTERVAL '24' HOUR
  AND window_end <= date_trunc('hour', CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp))
  AND year BETWEEN year(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '1' DAY)
    AND year(current_timestamp AT TIME ZONE 'UTC')
  AND month IN (
    month(current_timestamp AT TIME ZONE 'UTC'), month(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '1' DAY))
  AND day IN (
    day(current_timestamp AT TIME ZONE 'UTC'), day(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '1' DAY))
GROUP BY region, farm_id, turbine_id, sensor
ORDER BY completeness NULLS LAST, turbine_id, sensor
LIMIT 20
