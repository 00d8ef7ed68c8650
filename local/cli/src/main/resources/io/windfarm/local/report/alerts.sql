-- Open ones first, then the latest: a page holds so many.
SELECT turbine_id, rule, severity, started, raised, escalated, cleared, message
FROM alert_lives
ORDER BY cleared IS NOT NULL, raised DESC, alert_id
LIMIT 3000
