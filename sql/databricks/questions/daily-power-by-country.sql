-- How much did the turbines of Germany, France and Spain give, day by day, in the last 30 days?
SELECT
  `date`,
  country_code,
  count(DISTINCT turbine_id) AS turbines,
  avg(power_output) AS power_output_kw,
  sum(power_output) / 60 AS energy_kwh
FROM wind_turbine_global_view
WHERE country_code IN ('DE', 'FR', 'ES')
  AND `date` BETWEEN date_sub(date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT)), 30)
    AND date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT))
GROUP BY `date`, country_code
ORDER BY `date`, country_code
