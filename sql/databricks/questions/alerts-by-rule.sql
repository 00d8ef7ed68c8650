-- How many alerts did each rule raise in the last 7 days, and how long did they last?
SELECT
  rule,
  count(*) AS alerts,
  count(DISTINCT turbine_id) AS turbines,
  count(critical_time) AS critical,
  count(CASE WHEN state <> 'CLEARED' THEN 1 END) AS still_open,
  avg(duration_s) AS mean_duration_s,
  max(duration_s) AS max_duration_s
FROM wind_turbine_maintenance_alerts
WHERE `date` BETWEEN date_sub(date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT)), 7)
    AND date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT))
GROUP BY rule
ORDER BY alerts DESC, rule
