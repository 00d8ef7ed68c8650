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
WHERE "date" BETWEEN CAST(current_timestamp AT TIME ZONE 'UTC' AS date) - INTERVAL '7' DAY
    AND CAST(current_timestamp AT TIME ZONE 'UTC' AS date)
  AND year BETWEEN year(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '7' DAY)
    AND year(current_timestamp AT TIME ZONE 'UTC')
GROUP BY region, farm_id, turbine_id
ORDER BY availability NULLS LAST, turbine_id
