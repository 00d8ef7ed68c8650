-- What was rejected in the last 7 days, and why?
SELECT
  reason,
  source,
  stream,
  count(*) AS rejects,
  min(`timestamp`) AS first_arrival,
  max(`timestamp`) AS last_arrival,
  max(detail) AS example
FROM wind_turbine_rejected
WHERE `timestamp` > current_timestamp() - INTERVAL '7' DAY
  AND `date` BETWEEN date_sub(date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT)), 7)
    AND date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT))
GROUP BY reason, source, stream
ORDER BY rejects DESC, reason, source, stream
