-- What the questions of the report share. Runs in DuckDB over the lake's own views.

-- Statistics are read once: by turbine, sensor and day, what came and how much of it was to be expected
-- in a millisecond, as the longest window knows it.
CREATE TEMP TABLE counts AS
SELECT
  turbine_id,
  sensor,
  CAST(window_start AS date) AS day,
  any_value(region) AS region,
  any_value(farm_id) AS farm_id,
  any_value(country_code) AS country_code,
  min(window_start) FILTER ("window" = '1m') AS since,
  max(window_end) FILTER ("window" = '1m') AS until,
  sum("count" - uncertain_count) FILTER ("window" = '1m') AS good,
  sum(uncertain_count) FILTER ("window" = '1m') AS uncertain,
  sum(bad_count) FILTER ("window" = '1m') AS bad,
  count(*) FILTER ("window" = '1m') AS minutes,
  count(*) FILTER ("window" = '10m') AS tens,
  max({'ms': epoch_ms(window_end) - epoch_ms(window_start), 'readings': expected_count})
    FILTER (expected_count > 0) AS expectation
FROM statistics
WHERE aligned AND "window" IN ('1m', '10m', '1h', '24h')
GROUP BY ALL;

-- So are the many small files of the ledger and of alerts.
CREATE TEMP TABLE accounts AS SELECT * FROM ledger_balance;

CREATE TEMP TABLE alert_changes AS
SELECT
  alert_id, rule, turbine_id, region, farm_id, country_code, severity, state, start_time, event_time,
  raised_time, message
FROM alerts;

SET VARIABLE counted_since = (SELECT min(since) FROM counts);
SET VARIABLE counted_until = (SELECT max(until) FROM counts);

-- What the lake covers. Minutes are whole, turbines are not: where a reading lies in the first or the
-- last minute, coverage begins or ends with it. Clocks that run ahead say nothing of time.
CREATE TEMP TABLE coverage AS
WITH counted AS (
  SELECT getvariable('counted_since') AS since, getvariable('counted_until') AS until
), measured AS (
  SELECT min(event_time) AS since, max(event_time) AS until, max(arrival_time) AS arrival
  FROM readings
  WHERE quality <> 'BAD' AND NOT imputed AND (
    getvariable('counted_since') IS NULL
    OR event_time < getvariable('counted_since') + INTERVAL 1 MINUTE
    OR event_time >= getvariable('counted_until') - INTERVAL 1 MINUTE)
), others AS (
  SELECT min(t) AS since, max(t) AS until
  FROM (SELECT event_time AS t FROM alert_changes UNION ALL SELECT "minute" FROM accounts)
)
SELECT
  coalesce(least(counted.since, measured.since), others.since) AS since,
  coalesce(greatest(counted.until, measured.until), others.until) AS until,
  CASE WHEN measured.since BETWEEN counted.since AND counted.since + INTERVAL 1 MINUTE
    THEN measured.since ELSE counted.since END AS counted_since,
  CASE WHEN measured.until BETWEEN counted.until - INTERVAL 1 MINUTE AND counted.until
    THEN measured.until ELSE counted.until END AS counted_until,
  measured.arrival AS newest_arrival
FROM counted, measured, others;

-- Alerts with their lives on one line each.
CREATE TEMP TABLE alert_lives AS
WITH ordered AS (
  SELECT *, epoch_ms(event_time) * 4
      + CASE state WHEN 'RAISED' THEN 0 WHEN 'ESCALATED' THEN 1 ELSE 2 END AS place
  FROM alert_changes
)
SELECT
  alert_id,
  any_value(turbine_id) AS turbine_id,
  any_value(rule) AS rule,
  arg_max(severity, place) AS severity,
  min(start_time) AS started,
  min(raised_time) AS raised,
  min(event_time) FILTER (state = 'ESCALATED') AS escalated,
  CASE WHEN arg_max(state, place) = 'CLEARED' THEN max(event_time) END AS cleared,
  arg_max(message, place) FILTER (state <> 'CLEARED') AS message
FROM ordered
GROUP BY alert_id;

-- A row a turbine, sensor and day of the lake, those included of which nothing came. What was to be
-- expected is the cadence over the time that the lake covers.
CREATE TEMP TABLE daily AS
WITH cadence AS (
  SELECT turbine_id, sensor, max(expectation) AS longest
  FROM counts
  GROUP BY turbine_id, sensor
), days AS (
  SELECT
    day,
    epoch_ms(least(day + INTERVAL 1 DAY, counted_until AT TIME ZONE 'UTC'))
      - epoch_ms(greatest(CAST(day AS timestamp), counted_since AT TIME ZONE 'UTC')) AS covered_ms
  FROM (SELECT DISTINCT day FROM counts WHERE since IS NOT NULL), coverage
  ORDER BY day DESC
  LIMIT 31
)
SELECT
  cadence.turbine_id,
  cadence.sensor,
  days.day,
  CAST(coalesce(good, 0) AS bigint) AS good,
  CAST(coalesce(uncertain, 0) AS bigint) AS uncertain,
  CAST(coalesce(bad, 0) AS bigint) AS bad,
  CAST(round(longest.readings * 1e0 / longest.ms * covered_ms) AS bigint) AS expected
FROM cadence
CROSS JOIN days
LEFT JOIN counts ON counts.turbine_id = cadence.turbine_id
  AND counts.sensor = cadence.sensor AND counts.day = days.day;

-- Turbines by day. A score of 100 says that all came that was expected, and all of it good; what is
-- uncertain counts half, what is bad or missing nothing. Null where nothing says what to expect.
CREATE TEMP TABLE quality AS
SELECT
  turbine_id,
  day,
  CAST(sum(good) AS bigint) AS good,
  CAST(sum(uncertain) AS bigint) AS uncertain,
  CAST(sum(bad) AS bigint) AS bad,
  CAST(sum(expected) AS bigint) AS expected,
  CASE WHEN sum(expected) > 0
    THEN least(1, sum(good + uncertain) FILTER (expected > 0) * 1e0 / sum(expected)) END AS completeness,
  100 * sum(good + 0.5 * uncertain) FILTER (expected > 0)
    / nullif(sum(greatest(expected, good + uncertain + bad)) FILTER (expected > 0), 0) AS score
FROM daily
GROUP BY ALL;

-- The turbines, each with what makes its status.
CREATE TEMP TABLE turbine_status AS
WITH known AS (
  SELECT turbine_id, region, farm_id, country_code, until AS seen FROM counts
  UNION ALL
  SELECT turbine_id, region, farm_id, country_code, NULL FROM alert_changes
  UNION ALL
  SELECT turbine_id, region, farm_id, country_code, event_time FROM readings
  WHERE getvariable('counted_since') IS NULL
), turbines AS (
  SELECT
    turbine_id,
    any_value(region) AS region,
    any_value(farm_id) AS farm_id,
    any_value(country_code) AS country_code,
    max(seen) AS last_seen
  FROM known
  GROUP BY turbine_id
), open AS (
  SELECT
    turbine_id,
    count(*) AS open_alerts,
    count(*) FILTER (severity = 'CRITICAL') AS critical,
    count(*) FILTER (rule = 'sensor-silence') AS silence,
    list(DISTINCT rule ORDER BY rule) AS rules
  FROM alert_lives
  WHERE cleared IS NULL
  GROUP BY turbine_id
), latest AS (
  SELECT turbine_id, completeness, score FROM quality
  WHERE day = (SELECT max(day) FROM quality)
)
SELECT
  turbines.*,
  coalesce(open_alerts, 0) AS open_alerts,
  coalesce(array_to_string(rules, ', '), '') AS rules,
  completeness,
  score,
  CASE
    WHEN critical > 0 THEN 'critical'
    WHEN last_seen IS NULL OR last_seen < until - INTERVAL 15 MINUTE OR silence > 0 THEN 'silent'
    WHEN open_alerts > 0 THEN 'warning'
    WHEN score < 90 THEN 'bad data'
    ELSE 'ok'
  END AS status
FROM turbines
CROSS JOIN coverage
LEFT JOIN open USING (turbine_id)
LEFT JOIN latest USING (turbine_id);
