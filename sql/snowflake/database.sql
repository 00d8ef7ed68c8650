-- The schema that holds stages and tables: USE it before running the other files, which name none.
CREATE SCHEMA IF NOT EXISTS windfarm
