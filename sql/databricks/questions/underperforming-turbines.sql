-- Which turbines gave less for the wind they had than their farm did, yesterday and today?
-- Efficiency is power as a share of the reference turbine's at that wind (see wind_turbine_global_view), and
-- the farm's is that of all its turbines together.
WITH by_turbine AS (
  SELECT
    region,
    farm_id,
    turbine_id,
    sum(compared_power) AS compared_power,
    sum(compared_with) AS compared_with
  FROM wind_turbine_performance_dashboard
  WHERE compared_with > 0
    AND `date` BETWEEN date_sub(date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT)), 1)
      AND date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT))
  GROUP BY region, farm_id, turbine_id
),
with_farm AS (
  SELECT
    region,
    farm_id,
    turbine_id,
    compared_power / compared_with AS efficiency,
    sum(compared_power) OVER (PARTITION BY region, farm_id)
      / sum(compared_with) OVER (PARTITION BY region, farm_id) AS farm_efficiency
  FROM by_turbine
)
SELECT region, farm_id, turbine_id, efficiency, farm_efficiency, efficiency / farm_efficiency AS share_of_farm
FROM with_farm
WHERE efficiency < farm_efficiency
ORDER BY share_of_farm, turbine_id
