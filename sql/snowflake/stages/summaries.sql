-- The files of summaries, reached through the storage integration windfarm.
CREATE STAGE IF NOT EXISTS summaries_files
  URL = '{{location}}/'
  STORAGE_INTEGRATION = windfarm
