-- Needs: wind_turbine_global_view
-- One row a turbine and hour, from its start in "timestamp" on. A mean is over the minutes with the value,
-- energy_kwh the sum of those with power: it says nothing of the others.
-- operable_minutes have power and wind, and wind that the reference turbine runs in; in
-- producing_minutes of them there was power. availability is the share: time-based, after the idea of
-- IEC TS 61400-26-1, without the stops that a contract would not count.
-- efficiency is the hour's power as a share of what was expected in the same minutes.
CREATE OR REPLACE VIEW wind_turbine_performance_dashboard AS
WITH by_minute AS (
  SELECT
    wind_turbine_global_view.*,
    date_trunc('hour', "timestamp") AS hour_start,
    CASE WHEN expected_power > 0 AND power_output IS NOT NULL THEN 1 END AS operable,
    CASE WHEN expected_power > 0 AND power_output > 0 THEN 1 END AS producing,
    CASE WHEN efficiency IS NOT NULL THEN power_output END AS compared_power,
    CASE WHEN efficiency IS NOT NULL THEN expected_power END AS compared_with
  FROM wind_turbine_global_view
)
SELECT
  turbine_id,
  max(farm_id) AS farm_id,
  max(country_code) AS country_code,
  hour_start AS "timestamp",
  "date",
  count(*) AS minutes,
  avg(power_output) AS power_output,
  sum(power_output) / 60 AS energy_kwh,
  avg(wind_speed) AS wind_speed,
  sum(compared_power) / sum(compared_with) AS efficiency,
  sum(compared_power) AS compared_power,
  sum(compared_with) AS compared_with,
  count(operable) AS operable_minutes,
  count(producing) AS producing_minutes,
  count(producing) / CAST(nullif(count(operable), 0) AS double) AS availability,
  avg(power_factor) AS power_factor,
  max(battery_temperature) AS max_battery_temperature,
  min(hydraulic_pressure) AS min_hydraulic_pressure,
  max(vibration) AS max_vibration,
  avg(completeness) AS completeness,
  region,
  year,
  month,
  day
FROM by_minute
GROUP BY region, turbine_id, hour_start, "date", year, month, day
