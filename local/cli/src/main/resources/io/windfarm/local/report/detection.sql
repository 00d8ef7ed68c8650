-- From the first reading that caused an alert to the one that raised it, in event time.
SELECT
  rule,
  count(*) AS alerts,
  count(*) FILTER (cleared IS NULL) AS open,
  quantile_disc(epoch_ms(raised) - epoch_ms(started), 0.5) AS p50,
  quantile_disc(epoch_ms(raised) - epoch_ms(started), 0.99) AS p99,
  max(epoch_ms(raised) - epoch_ms(started)) AS longest
FROM alert_lives
GROUP BY rule
ORDER BY rule
