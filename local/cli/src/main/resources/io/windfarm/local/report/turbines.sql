SELECT turbine_id, region, farm_id, country_code, last_seen, status, open_alerts, rules, completeness, score
FROM turbine_status
ORDER BY region, farm_id NULLS LAST, turbine_id
