-- One row: what the headline is made of.
SELECT
  since,
  until,
  newest_arrival,
  (SELECT count(*) FROM turbine_status) AS turbines,
  (SELECT count(*) FROM turbine_status WHERE status = 'silent') AS silent,
  (SELECT count(*) FROM turbine_status WHERE score < 90) AS bad_data,
  (SELECT count(*) FROM alert_lives) AS alerts,
  (SELECT count(*) FROM alert_lives WHERE cleared IS NULL) AS open_alerts,
  (SELECT count(*) FROM alert_lives WHERE cleared IS NULL AND severity = 'CRITICAL') AS open_critical,
  (SELECT count(*) FROM accounts) AS accounts,
  (SELECT count(*) FROM accounts WHERE NOT balanced) AS unbalanced,
  (SELECT CASE WHEN sum(expected) > 0
      THEN least(1, sum(good + uncertain) FILTER (expected > 0) * 1e0 / sum(expected)) END
    FROM daily WHERE day = (SELECT max(day) FROM daily)) AS completeness,
  (SELECT max(day) FROM daily) AS latest_day
FROM coverage
