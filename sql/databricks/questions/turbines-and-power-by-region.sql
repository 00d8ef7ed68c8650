-- How many turbines reported today, and what did they give on average, by region?
SELECT
  region,
  count(DISTINCT turbine_id) AS turbines,
  avg(power_output) AS power_output_kw,
  avg(efficiency) AS efficiency
FROM wind_turbine_global_view
WHERE `date` = date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT))
GROUP BY region
ORDER BY region
