-- How old is the newest reading that can be queried, region by region?
-- Looks at the last two hours only; a region without a row has sent nothing since. Readings of clocks
-- that run ahead are left out.
SELECT
  region,
  max(event_time) AS newest_event,
  max(arrival_time) AS newest_arrival,
  date_diff('millisecond', max(event_time), CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp)) / 1e3
    AS event_age_s,
  date_diff('millisecond', max(arrival_time), CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp)) / 1e3
    AS arrival_age_s
FROM readings_hourly
WHERE dh >= date_format(
    CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp) - INTERVAL '2' HOUR,
    'year=%Y/month=%m/day=%d/hour=%H')
  AND dh <= date_format(
    CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp),
    'year=%Y/month=%m/day=%d/hour=%H')
  AND event_time <= CAST(current_timestamp AT TIME ZONE 'UTC' AS timestamp)
GROUP BY region
ORDER BY region
