-- Which critical alerts were raised, escalated or cleared in the last hour?
-- Of alerts raised within the last 30 days: all rows of an alert lie in the day on which it was raised.
SELECT
  "timestamp",
  region,
  farm_id,
  turbine_id,
  rule,
  state,
  message
FROM wind_turbine_alerts
WHERE severity = 'CRITICAL'
  AND "timestamp" > CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp) - INTERVAL '1' HOUR
  AND "date" BETWEEN CAST(current_timestamp AT TIME ZONE 'UTC' AS date) - INTERVAL '30' DAY
    AND CAST(current_timestamp AT TIME ZONE 'UTC' AS date)
  AND year BETWEEN year(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '30' DAY)
    AND year(current_timestamp AT TIME ZONE 'UTC')
ORDER BY "timestamp" DESC, alert_id, state
