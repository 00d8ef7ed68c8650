-- The files of anomalies, reached through the storage integration windfarm.
CREATE STAGE IF NOT EXISTS anomalies_files
  URL = '{{location}}/'
  STORAGE_INTEGRATION = windfarm
