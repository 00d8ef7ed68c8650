-- Which turbines lay beyond their fleet in the last seven days and today, and by how much?
-- A row a turbine, sensor and period (anomalies.sigma, stats.period). farm_id is null where turbines without
-- a farm were held against each other.
SELECT
  region,
  farm_id,
  turbine_id,
  sensor,
  period_start,
  period_end,
  "value" AS mean,
  expected AS fleet_mean,
  "stddev" AS fleet_stddev,
  z_score
FROM wind_turbine_anomalies
WHERE kind = 'FLEET'
  AND "date" BETWEEN CAST(current_timestamp AT TIME ZONE 'UTC' AS date) - INTERVAL '7' DAY
    AND CAST(current_timestamp AT TIME ZONE 'UTC' AS date)
  AND year BETWEEN year(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '7' DAY)
    AND year(current_timestamp AT TIME ZONE 'UTC')
ORDER BY period_end DESC, abs(z_score) DESC, turbine_id, sensor
