-- How much did the turbines of Germany, France and Spain give, day by day, in the last 30 days?
SELECT
  "date",
  country_code,
  count(DISTINCT turbine_id) AS turbines,
  avg(power_output) AS power_output_kw,
  sum(power_output) / 60 AS energy_kwh
FROM wind_turbine_global_view
WHERE country_code IN ('DE', 'FR', 'ES')
  AND "date" BETWEEN CAST(current_timestamp AT TIME ZONE 'UTC' AS date) - INTERVAL '30' DAY
    AND CAST(current_timestamp AT TIME ZONE 'UTC' AS date)
  AND year BETWEEN year(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '30' DAY)
    AND year(current_timestamp AT TIME ZONE 'UTC')
GROUP BY "date", country_code
ORDER BY "date", country_code
