-- The files of rejected, reached through the storage integration windfarm.
CREATE STAGE IF NOT EXISTS rejected_files
  URL = '{{location}}/'
  STORAGE_INTEGRATION = windfarm
