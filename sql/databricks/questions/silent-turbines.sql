-- Which turbines reported within the last day, and have been silent for 15 minutes or longer?
SELECT
  region,
  farm_id,
  turbine_id,
  max(`timestamp`) AS last_minute,
  (unix_millis(current_timestamp()) - unix_millis(max(`timestamp`))) / 6e4
    AS silent_minutes
FROM wind_turbine_global_view
WHERE `timestamp` > current_timestamp() - INTERVAL '1' DAY
  AND `date` BETWEEN date_sub(date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT)), 1)
    AND date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT))
GROUP BY region, farm_id, turbine_id
HAVING max(`timestamp`) < current_timestamp() - INTERVAL '15' MINUTE
ORDER BY last_minute, turbine_id
