-- Which alerts are open now, the gravest first?
-- Of those raised within the last 30 days.
SELECT
  severity,
  "timestamp" AS raised_time,
  region,
  farm_id,
  turbine_id,
  rule,
  component,
  state,
  message
FROM wind_turbine_maintenance_alerts
WHERE state <> 'CLEARED'
  AND "date" BETWEEN CAST(current_timestamp AT TIME ZONE 'UTC' AS date) - INTERVAL '30' DAY
    AND CAST(current_timestamp AT TIME ZONE 'UTC' AS date)
  AND year BETWEEN year(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '30' DAY)
    AND year(current_timestamp AT TIME ZONE 'UTC')
ORDER BY
  CASE severity WHEN 'CRITICAL' THEN 1 WHEN 'HIGH' THEN 2 WHEN 'MEDIUM' THEN 3 ELSE 4 END,
  raised_time,
  turbine_id,
  rule
