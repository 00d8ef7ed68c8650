-- What is asked beside one turbine's history, which the keys answer: all turbines of a time. Rows come nearly in the
-- order of time, so a few bytes for each stretch of the two large tables are enough.

CREATE INDEX readings_by_time ON readings USING brin (event_time);
CREATE INDEX statistics_by_time ON statistics USING brin (window_end);
CREATE INDEX summaries_by_time ON summaries (period_start);
CREATE INDEX anomalies_by_time ON anomalies (event_time);
CREATE INDEX alerts_by_time ON alerts (event_time);
