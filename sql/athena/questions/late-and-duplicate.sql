-- What share of readings came late or twice, by day and source, in the last 7 days?
SELECT
  "date",
  source,
  sum(received) AS received,
  sum(late) AS late,
  sum(duplicate) AS duplicate,
  sum(late) / CAST(nullif(sum(received), 0) AS double) AS late_share,
  sum(duplicate) / CAST(nullif(sum(received), 0) AS double) AS duplicate_share
FROM ledger_balance
WHERE "date" BETWEEN CAST(current_timestamp AT TIME ZONE 'UTC' AS date) - INTERVAL '7' DAY
    AND CAST(current_timestamp AT TIME ZONE 'UTC' AS date)
  AND year BETWEEN year(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '7' DAY)
    AND year(current_timestamp AT TIME ZONE 'UTC')
GROUP BY "date", source
ORDER BY "date", source
