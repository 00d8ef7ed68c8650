SELECT reason, source, count(*) AS rejects, max(arrival_time) AS last_arrival, max(detail) AS example
FROM rejected
GROUP BY ALL
ORDER BY rejects DESC, reason, source
LIMIT 100
