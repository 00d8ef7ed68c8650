-- Every change in the life of every alert. "timestamp" is the change; "date" is the day on which the
-- alert was raised, made of the partition's columns alone, so that it may be an earlier one.
CREATE OR REPLACE VIEW wind_turbine_alerts AS
SELECT
  alert_id,
  rule,
  rule_version,
  turbine_id,
  farm_id,
  country_code,
  severity,
  state,
  start_time,
  event_time AS `timestamp`,
  raised_time,
  evidence,
  message,
  notified,
  make_date(year, month, day) AS `date`,
  region,
  year,
  month,
  day
FROM alerts
