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
WHERE "date" BETWEEN CAST(current_timestamp AT TIME ZONE 'UTC' AS date) - INTERVAL '7' DAY
    AND CAST(current_timestamp AT TIME ZONE 'UTC' AS date)
  AND year BETWEEN year(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '7' DAY)
    AND year(current_timestamp AT TIME ZONE 'UTC')
GROUP BY rule
ORDER BY alerts DESC, rule
