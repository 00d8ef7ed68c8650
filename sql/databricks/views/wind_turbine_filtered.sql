-- The readings to work with: of quality GOOD or UNCERTAIN, with a value. Gaps that cleaning filled are
-- among them, marked imputed, and so are late readings that had a value (reasons says LATE).
-- "timestamp" is the measuring; "date" is its day, made of the partition's columns alone.
CREATE OR REPLACE VIEW wind_turbine_filtered AS
SELECT
  reading_id,
  turbine_id,
  farm_id,
  country_code,
  sensor,
  value,
  unit,
  quality,
  reasons,
  imputed,
  event_time AS `timestamp`,
  arrival_time,
  make_date(year, month, day) AS `date`,
  region,
  year,
  month,
  day,
  hour
FROM readings
WHERE quality IN ('GOOD', 'UNCERTAIN') AND value IS NOT NULL
