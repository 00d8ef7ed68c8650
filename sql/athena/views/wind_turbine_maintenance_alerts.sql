-- Needs: wind_turbine_alerts
-- One row an alert, for whoever goes and mends: the part that the rule watches, the highest severity
-- that it reached, and how long it lasted, from the first reading that caused it; null while it is open.
-- "timestamp" is when it was raised, and "date" is that day.
CREATE OR REPLACE VIEW wind_turbine_maintenance_alerts AS
WITH ranked AS (
  SELECT
    wind_turbine_alerts.*,
    CASE severity WHEN 'CRITICAL' THEN 4 WHEN 'HIGH' THEN 3 WHEN 'MEDIUM' THEN 2 WHEN 'LOW' THEN 1 END
      AS rank_of_severity,
    CASE state WHEN 'CLEARED' THEN 3 WHEN 'ESCALATED' THEN 2 WHEN 'RAISED' THEN 1 END AS rank_of_state
  FROM wind_turbine_alerts
),
alerts_by_id AS (
  SELECT
    alert_id,
    rule,
    turbine_id,
    max(farm_id) AS farm_id,
    max(country_code) AS country_code,
    max(rank_of_severity) AS rank_of_severity,
    max(rank_of_state) AS rank_of_state,
    min(start_time) AS start_time,
    raised_time,
    min(CASE WHEN severity = 'CRITICAL' THEN "timestamp" END) AS critical_time,
    max(CASE WHEN state = 'CLEARED' THEN "timestamp" END) AS cleared_time,
    max(CASE WHEN state = 'RAISED' THEN message END) AS message,
    count(*) AS changes,
    "date",
    region,
    year,
    month,
    day
  FROM ranked
  GROUP BY alert_id, rule, turbine_id, raised_time, "date", region, year, month, day
)
SELECT
  alert_id,
  turbine_id,
  farm_id,
  country_code,
  rule,
  CASE rule
    WHEN 'hydraulic-pressure-loss' THEN 'hydraulics'
    WHEN 'battery-thermal-runaway' THEN 'battery'
    WHEN 'power-factor-collapse' THEN 'grid connection'
    WHEN 'pitch-emergency' THEN 'pitch system'
    WHEN 'overspeed' THEN 'rotor'
    WHEN 'excessive-vibration' THEN 'drive train'
    WHEN 'rotation-without-wind' THEN 'sensors'
    WHEN 'power-without-rotation' THEN 'sensors'
    WHEN 'sensor-silence' THEN 'sensors'
    ELSE 'other'
  END AS component,
  CASE rank_of_severity WHEN 4 THEN 'CRITICAL' WHEN 3 THEN 'HIGH' WHEN 2 THEN 'MEDIUM' WHEN 1 THEN 'LOW' END
    AS severity,
  CASE rank_of_state WHEN 3 THEN 'CLEARED' WHEN 2 THEN 'ESCALATED' WHEN 1 THEN 'RAISED' END AS state,
  start_time,
  raised_time AS "timestamp",
  critical_time,
  cleared_time,
  date_diff('millisecond', start_time, cleared_time) / 1e3 AS duration_s,
  changes,
  message,
  "date",
  region,
  year,
  month,
  day
FROM alerts_by_id
