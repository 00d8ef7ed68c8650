-- What lay further from what was expected than k deviations, and by how much.
-- "timestamp" is the measuring, or the end of what was measured; "date" is the day of the period's last
-- instant, made of the partition's columns alone.
CREATE OR REPLACE VIEW wind_turbine_anomalies AS
SELECT
  kind,
  turbine_id,
  farm_id,
  country_code,
  sensor,
  `value`,
  unit,
  expected,
  `stddev`,
  z_score,
  threshold,
  `value` - expected AS deviation,
  reading_id,
  period_start,
  period_end,
  event_time AS `timestamp`,
  make_date(year, month, day) AS `date`,
  region,
  year,
  month,
  day
FROM anomalies
