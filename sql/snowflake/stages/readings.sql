-- The files of readings, reached through the storage integration windfarm.
CREATE STAGE IF NOT EXISTS readings_files
  URL = '{{location}}/'
  STORAGE_INTEGRATION = windfarm
