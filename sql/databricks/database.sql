-- The schema that holds the tables and views: USE it before running the other files, which name none.
CREATE SCHEMA IF NOT EXISTS windfarm
