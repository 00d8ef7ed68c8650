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
  event_time AS "timestamp",
  arrival_time,
  CAST(DATE '2000-01-01' + (12 * (year - 2000) + month - 1) * INTERVAL '1' MONTH
    + (day - 1) * INTERVAL '1' DAY AS date) AS "date",
  region,
  year,
  month,
  day,
  hour
FROM readings
WHERE quality IN ('GOOD', 'UNCERTAIN') AND value IS NOT NULL
