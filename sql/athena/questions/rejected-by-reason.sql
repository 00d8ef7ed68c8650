-- What was rejected in the last 7 days, and why?
SELECT
  reason,
  source,
  stream,
  count(*) AS rejects,
  min("timestamp") AS first_arrival,
  max("timestamp") AS last_arrival,
  max(detail) AS example
FROM wind_turbine_rejected
WHERE "timestamp" > CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp) - INTERVAL '7' DAY
  AND "date" BETWEEN CAST(current_timestamp AT TIME ZONE 'UTC' AS date) - INTERVAL '7' DAY
    AND CAST(current_timestamp AT TIME ZONE 'UTC' AS date)
  AND year BETWEEN year(current_timestamp AT TIME ZONE 'UTC' - INTERVAL '7' DAY)
    AND year(current_timestamp AT TIME ZONE 'UTC')
GROUP BY reason, source, stream
ORDER BY rejects DESC, reason, source, stream
