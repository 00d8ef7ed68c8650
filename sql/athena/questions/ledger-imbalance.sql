-- In which minutes of the last 7 days does the ledger not balance?
-- None is the right answer. missing is what came in and left nowhere; below zero, what left twice.
SELECT
  "minute",
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
  AND "date" BETWEEN CAST(current_timestamp AT TIME ZONE 'UTC' AS date) - INTERVAL '7' DAY
    AND CAST(current_timestamp AT TIME ZONE 'UTC' AS date)
  AND year BETWEEN year(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '7' DAY)
    AND year(current_timestamp AT TIME ZONE 'UTC')
ORDER BY "minute", source
