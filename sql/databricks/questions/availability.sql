-- What share of the time did each turbine run in which the wind allowed it, in the last 7 days?
-- seen_minutes are those of which there is any reading; the comment on wind_turbine_performance_dashboard
-- says what operable and producing mean. Turbines that ran least come first.
SELECT
  region,
  farm_id,
  turbine_id,
  sum(minutes) AS seen_minutes,
  sum(operable_minutes) AS operable_minutes,
  sum(producing_minutes) AS producing_minutes,
  sum(producing_minutes) / CAST(nullif(sum(operable_minutes), 0) AS double) AS availability,
  sum(energy_kwh) AS energy_kwh
FROM wind_turbine_performance_dashboard
WHERE `date` BETWEEN date_sub(date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT)), 7)
    AND date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT))
GROUP BY region, farm_id, turbine_id
ORDER BY availability NULLS LAST, turbine_id
