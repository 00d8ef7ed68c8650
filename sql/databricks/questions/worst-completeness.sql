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
WHERE `window` = '1h'
  AND aligned
  AND window_end > timestamp_seconds(unix_seconds(current_timestamp()) DIV 3600 * 3600) - INTERVAL '24' HOUR
  AND window_end <= timestamp_seconds(unix_seconds(current_timestamp()) DIV 3600 * 3600)
  AND make_date(year, month, day) >= date_sub(date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT)), 1)
GROUP BY region, farm_id, turbine_id, sensor
ORDER BY completeness NULLS LAST, turbine_id, sensor
LIMIT 20
