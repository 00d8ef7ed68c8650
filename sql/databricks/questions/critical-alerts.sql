-- Which critical alerts were raised, escalated or cleared in the last hour?
-- Of alerts raised within the last 30 days: all rows of an alert lie in the day on which it was raised.
SELECT
  `timestamp`,
  region,
  farm_id,
  turbine_id,
  rule,
  state,
  message
FROM wind_turbine_alerts
WHERE severity = 'CRITICAL'
  AND `timestamp` > current_timestamp() - INTERVAL '1' HOUR
  AND `date` BETWEEN date_sub(date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT)), 30)
    AND date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT))
ORDER BY `timestamp` DESC, alert_id, state
