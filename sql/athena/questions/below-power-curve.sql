-- Which turbines gave less than they used to at the same wind in the last seven days and today, how often,
-- and how much energy was that? Windows of ten minutes beyond anomalies.sigma deviations below the
-- turbine's own power curve; a missing kilowatt is a sixth of a kilowatt-hour for each of them.
SELECT
  region,
  farm_id,
  turbine_id,
  count(*) AS windows,
  -sum(deviation) / 6 AS missing_kwh,
  min(z_score) AS worst_z_score,
  max("timestamp") AS latest
FROM wind_turbine_anomalies
WHERE kind = 'EXPECTATION'
  AND deviation < 0
  AND "date" BETWEEN CAST(current_timestamp AT TIME ZONE 'UTC' AS date) - INTERVAL '7' DAY
    AND CAST(current_timestamp AT TIME ZONE 'UTC' AS date)
  AND year BETWEEN year(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '7' DAY)
    AND year(current_timestamp AT TIME ZONE 'UTC')
GROUP BY region, farm_id, turbine_id
ORDER BY missing_kwh DESC, turbine_id
