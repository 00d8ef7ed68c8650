-- The files of ledger, reached through the storage integration windfarm.
CREATE STAGE IF NOT EXISTS ledger_files
  URL = '{{location}}/'
  STORAGE_INTEGRATION = windfarm
