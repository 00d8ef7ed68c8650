-- How good is today's data, sensor by sensor?
-- used_share is the part of all readings that entered the statistics, uncertain_share the part of those
-- that did so with a doubt (spikes replaced, gaps filled).
SELECT
  sensor,
  count(DISTINCT turbine_id) AS turbines,
  sum(`count`) AS used,
  sum(uncertain_count) AS uncertain,
  sum(bad_count) AS bad,
  sum(`count`) / CAST(nullif(sum(`count`) + sum(bad_count), 0) AS double) AS used_share,
  sum(uncertain_count) / CAST(nullif(sum(`count`), 0) AS double) AS uncertain_share
FROM statistics
WHERE `window` = '1m'
  AND aligned
  AND make_date(year, month, day) = date_from_unix_date(CAST(unix_seconds(current_timestamp()) DIV 86400 AS INT))
GROUP BY sensor
ORDER BY used_share, sensor
