-- Which alerts are open now, the gravest first?
-- Of those raised within the last 30 days.
SELECT
  severity,
  `timestamp` AS raised_time,
  region,
  farm_id,
  turbine_id,
  rule,
  component,
  state,
  message
FROM wind_turbine_maintenance_alerts
WHERE state <> 'CLEARED'
  AND `date` BETWEEN date_sub(date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT)), 30)
    AND date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT))
ORDER BY
  CASE severity WHEN 'CRITICAL' THEN 1 WHEN 'HIGH' THEN 2 WHEN 'MEDIUM' THEN 3 ELSE 4 END,
  raised_time,
  turbine_id,
  rule
