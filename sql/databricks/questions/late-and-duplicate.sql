-- What share of readings came late or twice, by day and source, in the last 7 days?
SELECT
  `date`,
  source,
  sum(received) AS received,
  sum(late) AS late,
  sum(duplicate) AS duplicate,
  sum(late) / CAST(nullif(sum(received), 0) AS double) AS late_share,
  sum(duplicate) / CAST(nullif(sum(received), 0) AS double) AS duplicate_share
FROM ledger_balance
WHERE `date` BETWEEN date_sub(date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT)), 7)
    AND date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT))
GROUP BY `date`, source
ORDER BY `date`, source
