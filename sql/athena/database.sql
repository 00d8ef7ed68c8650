-- The Glue database that holds the tables and views. Select it (or name it in the query context)
-- before running the other files: they name no database.
CREATE DATABASE IF NOT EXISTS windfarm
