-- How long is it from the first warning to a critical alert, by rule, in the last 30 days?
-- The first warning is the first reading that counts for the alert (start_time), such as a battery's first
-- at the warning limit; critical is the alert's first change of severity CRITICAL.
SELECT
  rule,
  count(*) AS alerts,
  min(date_diff('millisecond', start_time, critical_time)) / 1e3 AS min_s,
  avg(date_diff('millisecond', start_time, critical_time)) / 1e3 AS mean_s,
  max(date_diff('millisecond', start_time, critical_time)) / 1e3 AS max_s
FROM wind_turbine_maintenance_alerts
WHERE critical_time IS NOT NULL
  AND "date" BETWEEN CAST(current_timestamp AT TIME ZONE 'UTC' AS date) - INTERVAL '30' DAY
    AND CAST(current_timestamp AT TIME ZONE 'UTC' AS date)
  AND year BETWEEN year(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '30' DAY)
    AND year(current_timestamp AT TIME ZONE 'UTC')
GROUP BY rule
ORDER BY rule
