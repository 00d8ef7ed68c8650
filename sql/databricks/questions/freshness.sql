-- How old is the newest reading that can be queried, region by region?
-- Looks at the last two hours only; a region without a row has sent nothing since. Readings of clocks
-- that run ahead are left out.
SELECT
  region,
  max(event_time) AS newest_event,
  max(arrival_time) AS newest_arrival,
  (unix_millis(current_timestamp()) - unix_millis(max(event_time))) / 1e3
    AS event_age_s,
  (unix_millis(current_timestamp()) - unix_millis(max(arrival_time))) / 1e3
    AS arrival_age_s
FROM readings
WHERE unix_date(make_date(year, month, day)) * 24 + hour
    BETWEEN unix_seconds(current_timestamp()) DIV 3600 - 2 AND unix_seconds(current_timestamp()) DIV 3600
  AND event_time <= current_timestamp()
GROUP BY region
ORDER BY region
