-- How long is it from the first warning to a critical alert, by rule, in the last 30 days?
-- The first warning is the first reading that counts for the alert (start_time), such as a battery's first
-- at the warning limit; critical is the alert's first change of severity CRITICAL.
SELECT
  rule,
  count(*) AS alerts,
  min(unix_millis(critical_time) - unix_millis(start_time)) / 1e3 AS min_s,
  avg(unix_millis(critical_time) - unix_millis(start_time)) / 1e3 AS mean_s,
  max(unix_millis(critical_time) - unix_millis(start_time)) / 1e3 AS max_s
FROM wind_turbine_maintenance_alerts
WHERE critical_time IS NOT NULL
  AND `date` BETWEEN date_sub(date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT)), 30)
    AND date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT))
GROUP BY rule
ORDER BY rule
