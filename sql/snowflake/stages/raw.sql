-- The files of raw, reached through the storage integration windfarm.
CREATE STAGE IF NOT EXISTS raw_files
  URL = '{{location}}/'
  STORAGE_INTEGRATION = windfarm
