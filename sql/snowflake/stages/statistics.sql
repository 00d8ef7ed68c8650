-- The files of statistics, reached through the storage integration windfarm.
CREATE STAGE IF NOT EXISTS statistics_files
  URL = '{{location}}/'
  STORAGE_INTEGRATION = windfarm
