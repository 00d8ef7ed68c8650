-- How many turbines reported today, and what did they give on average, by region?
SELECT
  region,
  count(DISTINCT turbine_id) AS turbines,
  avg(power_output) AS power_output_kw,
  avg(efficiency) AS efficiency
FROM wind_turbine_global_view
WHERE year = year(current_timestamp AT TIME ZONE 'UTC')
  AND month = month(current_timestamp AT TIME ZONE 'UTC')
  AND day = day(current_timestamp AT TIME ZONE 'UTC')
GROUP BY region
ORDER BY region
