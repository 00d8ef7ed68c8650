-- What became of what each source delivered in each minute, the increments added up. balanced says
-- whether the minute's account closes: nothing lost, nothing counted twice. elsewhere is what was left to
-- the job of another region, and no part of it.
CREATE OR REPLACE VIEW ledger_balance AS
WITH accounts AS (
  SELECT
    `minute`,
    source,
    CAST(sum(received) AS bigint) AS received,
    CAST(sum(rejected) AS bigint) AS rejected,
    CAST(sum(duplicate) AS bigint) AS duplicate,
    CAST(sum(late) AS bigint) AS late,
    CAST(sum(good) AS bigint) AS good,
    CAST(sum(uncertain) AS bigint) AS uncertain,
    CAST(sum(bad) AS bigint) AS bad,
    CAST(sum(imputed) AS bigint) AS imputed,
    CAST(sum(records) AS bigint) AS records,
    CAST(coalesce(sum(elsewhere), 0) AS bigint) AS elsewhere,
    year,
    month,
    day
  FROM ledger
  GROUP BY `minute`, source, year, month, day
)
SELECT
  `minute`,
  source,
  received,
  rejected,
  duplicate,
  late,
  good,
  uncertain,
  bad,
  imputed,
  records,
  elsewhere,
  received = rejected + duplicate + late + good + uncertain + bad AS balanced,
  make_date(year, month, day) AS `date`,
  year,
  month,
  day
FROM accounts
