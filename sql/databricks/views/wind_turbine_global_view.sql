-- Needs: reference_turbine
-- Wide: one row a turbine and minute with the sensors as columns, each the mean of its readings in the
-- minute; null where there is none. The wind's direction is the last one: a mean of 359° and 1° is 180°.
-- "timestamp" is the minute's start; "date" is its day, made of the partition's columns alone.
--
-- expected_power is what the turbine in reference_turbine gives at that wind speed, in kW: nothing
-- outside cut-in and cut-out, rated power from the rated wind speed on, and between them
--   rated_power * (v³ - cut_in³) / (rated³ - cut_in³),
-- for the power in the wind goes with the cube of its speed. It is a first approximation (Carrillo et
-- al., Review of power curve modelling for wind turbines, Renew. Sustain. Energy Rev. 21, 2013).
-- efficiency is power_output as a share of it: to compare turbines and days, not a power coefficient,
-- which takes the rotor's area and the air's density. Null without power or wind, and where less than
-- a twentieth of the rated power is expected: there it would be a quotient of noise.
CREATE OR REPLACE VIEW wind_turbine_global_view AS
WITH by_minute AS (
  SELECT
    region,
    turbine_id,
    max(farm_id) AS farm_id,
    max(country_code) AS country_code,
    window_start,
    year,
    month,
    day,
    max(CASE WHEN sensor = 'power_output' THEN `mean` END) AS power_output,
    max(CASE WHEN sensor = 'wind_speed' THEN `mean` END) AS wind_speed,
    max(CASE WHEN sensor = 'wind_direction' THEN `last` END) AS wind_direction,
    max(CASE WHEN sensor = 'rotor_speed' THEN `mean` END) AS rotor_speed,
    max(CASE WHEN sensor = 'generator_speed' THEN `mean` END) AS generator_speed,
    max(CASE WHEN sensor = 'power_factor' THEN `mean` END) AS power_factor,
    max(CASE WHEN sensor = 'battery_temperature' THEN `mean` END) AS battery_temperature,
    max(CASE WHEN sensor = 'hydraulic_pressure' THEN `mean` END) AS hydraulic_pressure,
    max(CASE WHEN sensor = 'generator_temperature' THEN `mean` END) AS generator_temperature,
    max(CASE WHEN sensor = 'gearbox_temperature' THEN `mean` END) AS gearbox_temperature,
    max(CASE WHEN sensor = 'gearbox_oil_temperature' THEN `mean` END) AS gearbox_oil_temperature,
    max(CASE WHEN sensor = 'generator_bearing_temperature' THEN `mean` END) AS generator_bearing_temperature,
    max(CASE WHEN sensor = 'vibration' THEN `mean` END) AS vibration,
    max(CASE WHEN sensor = 'vibration_x' THEN `mean` END) AS vibration_x,
    max(CASE WHEN sensor = 'vibration_y' THEN `mean` END) AS vibration_y,
    max(CASE WHEN sensor = 'vibration_z' THEN `mean` END) AS vibration_z,
    max(CASE WHEN sensor = 'ambient_temperature' THEN `mean` END) AS ambient_temperature,
    sum(`count`) AS readings,
    sum(bad_count) AS bad_readings,
    avg(completeness) AS completeness
  FROM statistics
  WHERE `window` = '1m' AND aligned
  GROUP BY region, turbine_id, window_start, year, month, day
),
expected AS (
  SELECT
    by_minute.*,
    rated_power,
    CASE
      WHEN wind_speed <= cut_in_wind_speed OR wind_speed > cut_out_wind_speed THEN 0e0
      WHEN wind_speed >= rated_wind_speed THEN rated_power
      WHEN wind_speed > cut_in_wind_speed
        THEN rated_power * (power(wind_speed, 3) - power(cut_in_wind_speed, 3))
          / (power(rated_wind_speed, 3) - power(cut_in_wind_speed, 3))
    END AS expected_power
  FROM by_minute CROSS JOIN reference_turbine
)
SELECT
  turbine_id,
  farm_id,
  country_code,
  window_start AS `timestamp`,
  make_date(year, month, day) AS `date`,
  power_output,
  wind_speed,
  wind_direction,
  rotor_speed,
  generator_speed,
  power_factor,
  battery_temperature,
  hydraulic_pressure,
  generator_temperature,
  gearbox_temperature,
  gearbox_oil_temperature,
  generator_bearing_temperature,
  vibration,
  vibration_x,
  vibration_y,
  vibration_z,
  ambient_temperature,
  expected_power,
  CASE WHEN expected_power >= rated_power / 20 THEN power_output / expected_power END AS efficiency,
  CAST(readings AS bigint) AS readings,
  CAST(bad_readings AS bigint) AS bad_readings,
  completeness,
  region,
  year,
  month,
  day
FROM expected
