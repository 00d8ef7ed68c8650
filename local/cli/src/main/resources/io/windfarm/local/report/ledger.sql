-- By the minute up to three hours, by the hour up to ten days, else by the day.
WITH step AS (
  SELECT CASE
    WHEN max("minute") - min("minute") <= INTERVAL 3 HOUR THEN 'minute'
    WHEN max("minute") - min("minute") <= INTERVAL 10 DAY THEN 'hour'
    ELSE 'day' END AS unit
  FROM accounts
)
SELECT
  date_trunc(unit, "minute") AS time,
  unit,
  CAST(sum(received) AS bigint) AS received,
  CAST(sum(good) AS bigint) AS good,
  CAST(sum(uncertain) AS bigint) AS uncertain,
  CAST(sum(bad) AS bigint) AS bad,
  CAST(sum(late) AS bigint) AS late,
  CAST(sum(duplicate) AS bigint) AS duplicate,
  CAST(sum(rejected) AS bigint) AS rejected,
  CAST(sum(imputed) AS bigint) AS imputed,
  count(*) FILTER (NOT balanced) AS unbalanced
FROM accounts, step
GROUP BY ALL
ORDER BY time
