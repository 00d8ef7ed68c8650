SELECT turbine_id, day, good, uncertain, bad, expected, completeness, score
FROM quality
ORDER BY day, turbine_id
