-- Which turbines reported within the last day, and have been silent for 15 minutes or longer?
SELECT
  region,
  farm_id,
  turbine_id,
  max("timestamp") AS last_minute,
  date_diff('millisecond', max("timestamp"), CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp)) / 6e4
    AS silent_minutes
FROM wind_turbine_global_view
WHERE "timestamp" > CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp) - INTERVAL '1' DAY
  AND "date" BETWEEN CAST(current_timestamp AT TIME ZONE 'UTC' AS date) - INTERVAL '1' DAY
    AND CAST(current_timestamp AT TIME ZONE 'UTC' AS date)
  AND year BETWEEN year(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '1' DAY)
    AND year(current_timestamp AT TIME ZONE 'UTC')
GROUP BY region, farm_id, turbine_id
HAVING max("timestamp") < CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp) - INTERVAL '15' MINUTE
ORDER BY last_minute, turbine_id
