-- In which minutes of the last 7 days does the ledger not balance?
-- None is the right answer. missing is what came in and left nowhere; below zero, what left twice.
SELECT
  `minute`,
  source,
  received,
  received - rejected - duplicate - late - good - uncertain - bad AS missing,
  rejected,
  duplicate,
  late,
  good,
  uncertain,
  bad
FROM ledger_balance
WHERE NOT balanced
  AND `date` BETWEEN date_sub(date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT)), 7)
    AND date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT))
ORDER BY `minute`, source
