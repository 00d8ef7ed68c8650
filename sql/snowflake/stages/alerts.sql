-- The files of alerts, reached through the storage integration windfarm.
CREATE STAGE IF NOT EXISTS alerts_files
  URL = '{{location}}/'
  STORAGE_INTEGRATION = windfarm
