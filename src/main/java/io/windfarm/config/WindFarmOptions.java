package io.windfarm.config;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.windfarm.clean.OutlierPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;

/**
 * Everything that can be configured, {@code group.key}. A group is a property group of Managed
 * Service for Apache Flink; elsewhere keys are written out. What belongs to Flink (parallelism,
 * checkpoints, state backend) is set with Flink's own configuration.
 */
public final class WindFarmOptions {
  /** Where readings come from. */
  public enum SourceType {
    KINESIS,
    KAFKA,
    /** Kinesis, and Kafka as its fallback, side by side. */
    BOTH,
    FILES;

    public boolean readsKinesis() {
      return this == KINESIS || this == BOTH;
    }

    public boolean readsKafka() {
      return this == KAFKA || this == BOTH;
    }
  }

  /** What a job does when it has read all files. */
  public enum AtEnd {
    /** Ends, as if nothing more ever came. */
    FINISH,
    /** Waits for what is added to the files and beside them. */
    WAIT
  }

  /** How AWS is told who we are. */
  public enum Credentials {
    /** The SDK's provider chain: environment, profile, container or instance role. */
    AUTO,
    /** The keys given in the configuration; for local endpoints. */
    BASIC
  }

  /** How Kinesis is read. */
  public enum Publisher {
    /** GetRecords; shared throughput of 2 MB/s a shard. */
    POLLING,
    /** Enhanced fan-out: SubscribeToShard, 2 MB/s a shard and consumer. */
    EFO
  }

  /** How often an alert is in its topic after a failure. */
  public enum Delivery {
    /** Once, in a transaction: seen by readers of what is committed. */
    EXACTLY_ONCE("exactly-once"),
    /** At once, and perhaps again. */
    AT_LEAST_ONCE("at-least-once");

    private final String name;

    Delivery(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Where a stream or topic is read from when there is no state yet. */
  public enum InitialPosition {
    TRIM_HORIZON,
    LATEST
  }

  public static final ConfigOption<SourceType> SOURCE_TYPE =
      key("source.type")
          .enumType(SourceType.class)
          .defaultValue(SourceType.KINESIS)
          .withDescription(
              "Where readings come from: `kinesis`, `kafka`, `both` (Kafka as the fallback of Kinesis:"
                  + " what is in both is taken once) or `files`.");

  public static final ConfigOption<String> SOURCE_STREAM =
      key("source.stream")
          .stringType()
          .defaultValue("windfarm-telemetry")
          .withDescription("Name of the Kinesis stream.");

  public static final ConfigOption<String> SOURCE_PATH =
      key("source.path")
          .stringType()
          .defaultValue("")
          .withDescription(
              "With `files`: files, folders and patterns such as `/data/*.csv`, by path or URI, with"
                  + " commas between; `.gz` is unpacked. They are read side by side, by event time.");

  public static final ConfigOption<String> SOURCE_FORMAT =
      key("source.format")
          .stringType()
          .defaultValue("auto")
          .withDescription(
              "With `files`: `jsonl`, `csv` (what columns mean, the header says), `raw-lake` (the table"
                  + " `raw` of a lake), a CSV layout of the catalog such as `turbine-csv`, or `auto`:"
                  + " by the names of the files.");

  public static final ConfigOption<AtEnd> SOURCE_AT_END =
      key("source.at-end")
          .enumType(AtEnd.class)
          .defaultValue(AtEnd.FINISH)
          .withDescription(
              "With `files`, when all are read: `finish`, or `wait` for what is added to them and beside"
                  + " them, looked for every `source.shard-discovery`.");

  public static final ConfigOption<Duration> SOURCE_HOLD =
      key("source.hold")
          .durationType()
          .defaultValue(Duration.ofHours(12))
          .withDescription(
              "With files that are waited for: one that ends no further than this from the latest may"
                  + " still grow, and event time does not pass its end, so that what is added to it is"
                  + " not late. Readings beyond wait in memory.");

  public static final ConfigOption<String> SOURCE_REGION =
      key("source.region")
          .stringType()
          .defaultValue("us-east-1")
          .withDescription("AWS region of the streams; also the region of records that name none.");

  public static final ConfigOption<String> SOURCE_ENDPOINT =
      key("source.endpoint")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Kinesis endpoint, if not AWS: the stack, LocalStack, floci, a VPC endpoint.");

  public static final ConfigOption<Credentials> SOURCE_CREDENTIALS =
      key("source.credentials")
          .enumType(Credentials.class)
          .defaultValue(Credentials.AUTO)
          .withDescription("`auto` (the SDK's provider chain) or `basic` (the two keys below).");

  public static final ConfigOption<String> SOURCE_ACCESS_KEY =
      key("source.access-key")
          .stringType()
          .defaultValue("")
          .withDescription("With `basic` credentials: the access key id.");

  public static final ConfigOption<String> SOURCE_SECRET_KEY =
      key("source.secret-key")
          .stringType()
          .defaultValue("")
          .withDescription("With `basic` credentials: the secret key. Never printed.");

  public static final ConfigOption<InitialPosition> SOURCE_INITIAL_POSITION =
      key("source.initial-position")
          .enumType(InitialPosition.class)
          .defaultValue(InitialPosition.TRIM_HORIZON)
          .withDescription(
              "Where to begin without a savepoint: `trim_horizon` loses nothing, `latest` skips"
                  + " what is there.");

  public static final ConfigOption<Publisher> SOURCE_PUBLISHER =
      key("source.publisher")
          .enumType(Publisher.class)
          .defaultValue(Publisher.POLLING)
          .withDescription("`polling` (GetRecords) or `efo` (enhanced fan-out).");

  public static final ConfigOption<String> SOURCE_EFO_CONSUMER =
      key("source.efo-consumer")
          .stringType()
          .defaultValue("windfarm")
          .withDescription(
              "With `efo`: the name of the consumer. It is registered when the job is submitted, and"
                  + " stays so, and billed by AWS, until you deregister it.");

  public static final ConfigOption<Duration> SOURCE_SHARD_DISCOVERY =
      key("source.shard-discovery")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("How often to look for new shards or partitions.");

  public static final ConfigOption<Map<String, String>> SOURCE_PROPERTIES =
      key("source.properties")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Any property of the Kinesis connector, for the source and for alerts, such as"
                  + " `source.properties.aws.credentials.provider`; wins over what is set above.");

  public static final ConfigOption<String> KAFKA_BOOTSTRAP_SERVERS =
      key("kafka.bootstrap-servers")
          .stringType()
          .defaultValue("")
          .withDescription("Kafka's brokers: `host:port`, several with commas between.");

  public static final ConfigOption<String> KAFKA_TOPIC =
      key("kafka.topic")
          .stringType()
          .defaultValue("windfarm-telemetry")
          .withDescription("Topic to read. Best dated by the broker: `LogAppendTime`.");

  public static final ConfigOption<String> KAFKA_GROUP =
      key("kafka.group")
          .stringType()
          .defaultValue("windfarm")
          .withDescription(
              "Consumer group: it names what has been read, for tools that watch the lag. Where to"
                  + " read on is in the checkpoint.");

  public static final ConfigOption<Map<String, String>> KAFKA_PROPERTIES =
      key("kafka.properties")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Any property of Kafka's clients, for the source and for alerts, such as"
                  + " `kafka.properties.security.protocol`.");

  public static final ConfigOption<Duration> INGEST_OUT_OF_ORDERNESS =
      key("ingest.out-of-orderness")
          .durationType()
          .defaultValue(Duration.ofSeconds(5))
          .withDescription(
              "How late, in event time, a reading may be against others of its shard. Later ones"
                  + " are kept, but enter no statistics and no alerts. Every alert waits so long.");

  public static final ConfigOption<Duration> INGEST_IDLE_TIMEOUT =
      key("ingest.idle-timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription("A shard quiet for so long no longer holds event time back.");

  public static final ConfigOption<Duration> INGEST_MAX_FUTURE =
      key("ingest.max-future")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "A reading dated further after its arrival is CLOCK_SKEW: kept as BAD, and event time"
                  + " unmoved.");

  public static final ConfigOption<Duration> INGEST_DUPLICATE_MEMORY =
      key("ingest.duplicate-memory")
          .durationType()
          .defaultValue(Duration.ofMinutes(10))
          .withDescription(
              "How long after its turn, in event time, a reading is known, so that a late copy is a"
                  + " duplicate.");

  public static final ConfigOption<String> INGEST_ZONE =
      key("ingest.zone")
          .stringType()
          .defaultValue("UTC")
          .withDescription("Time zone of times that name none.");

  public static final ConfigOption<String> INGEST_TURBINE_TEMPLATE =
      key("ingest.turbine-template")
          .stringType()
          .defaultValue("{partition-key}")
          .withDescription(
              "Turbine id of events that name none, from `{partition-key}`, `{stream}` and"
                  + " `{shard}`; empty rejects them.");

  public static final ConfigOption<String> INGEST_REGIONS =
      key("ingest.regions")
          .stringType()
          .defaultValue("")
          .withDescription(
              "The regions that this job handles, with commas between; empty for all. What belongs"
                  + " to others is left to their jobs: the ledger counts it as `elsewhere`, and no"
                  + " byte of it is kept.");

  public static final ConfigOption<String> SENSORS_CATALOG =
      key("sensors.catalog")
          .stringType()
          .defaultValue("")
          .withDescription(
              "A YAML file in place of the shipped `sensors.yaml`: sensors, limits, farms, shapes.");

  public static final ConfigOption<OutlierPolicy> CLEAN_OUTLIERS =
      key("clean.outliers")
          .enumType(OutlierPolicy.class)
          .defaultValue(OutlierPolicy.IMPUTE)
          .withDescription(
              "What becomes of a spike: `impute` (the median takes its place), `remove` (out of"
                  + " statistics) or `flag` (only marked).");

  public static final ConfigOption<Duration> CLEAN_MAX_LOOKAHEAD =
      key("clean.max-lookahead")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription(
              "How long, in event time, a reading may wait for the readings after it to be judged"
                  + " by them. With files it is a day at least, and without limit"
                  + " where the job ends with them.");

  public static final ConfigOption<Integer> CLEAN_FILL_LIMIT =
      key("clean.fill-limit")
          .intType()
          .defaultValue(3)
          .withDescription("Gaps up to so many cadences are filled by interpolation.");

  public static final ConfigOption<Boolean> STATS_ROLLING =
      key("stats.rolling")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether windows also roll: ten minutes each minute, an hour each five minutes, a day each"
                  + " hour. For readings of an hour's cadence that is 23 rows in the place of one;"
                  + " `./windfarm backfill` does without.");

  public static final ConfigOption<Duration> STATS_PERIOD =
      key("stats.period")
          .durationType()
          .defaultValue(Duration.ofDays(1))
          .withDescription(
              "What a summary covers: whole minutes that divide a day, such as `8 h`, counted from"
                  + " midnight, or whole days, counted from a Monday, such as `7 d`.");

  public static final ConfigOption<String> STATS_ZONE =
      key("stats.zone")
          .stringType()
          .defaultValue("UTC")
          .withDescription(
              "Time zone of the days that summaries are about. A day on which its clocks change has"
                  + " 23 or 25 hours.");

  public static final ConfigOption<Double> ANOMALIES_SIGMA =
      key("anomalies.sigma")
          .doubleType()
          .defaultValue(2.0)
          .withDescription(
              "How many sample deviations from what is expected make an anomaly: of a reading in its"
                  + " period, of a turbine in its farm, of power at its wind.");

  public static final ConfigOption<Integer> ANOMALIES_READINGS_PER_PERIOD =
      key("anomalies.readings-per-period")
          .intType()
          .defaultValue(2_000)
          .withDescription(
              "The most readings of a sensor that are held until their period is over, to know which"
                  + " lie beyond. A sensor that has more, or whose cadence promises more, gets no"
                  + " anomalies of its readings from the job; `readings-beyond-two-sigma` asks the"
                  + " lake. 0 for none.");

  public static final ConfigOption<String> ALERTS_STREAM =
      key("alerts.stream")
          .stringType()
          .defaultValue("")
          .withDescription("Kinesis stream for alerts; empty sends them to the lake alone.");

  public static final ConfigOption<String> ALERTS_ENDPOINT =
      key("alerts.endpoint")
          .stringType()
          .defaultValue("")
          .withDescription("Kinesis endpoint for alerts; empty for the source's.");

  public static final ConfigOption<String> ALERTS_TOPIC =
      key("alerts.topic")
          .stringType()
          .defaultValue("")
          .withDescription("Kafka topic for alerts, instead of the stream or beside it.");

  public static final ConfigOption<Delivery> ALERTS_DELIVERY =
      key("alerts.delivery")
          .enumType(Delivery.class)
          .defaultValue(Delivery.EXACTLY_ONCE)
          .withDescription(
              "To the topic: `exactly-once` (readers with `isolation.level=read_committed` see an"
                  + " alert once, after the next checkpoint) or `at-least-once` (at once, and"
                  + " after a failure perhaps again).");

  public static final ConfigOption<String> ALERTS_TRANSACTIONAL_ID_PREFIX =
      key("alerts.transactional-id-prefix")
          .stringType()
          .defaultValue("windfarm-alerts")
          .withDescription(
              "With `exactly-once`: begins the names of transactions. The same after every restart,"
                  + " and another one for every job that shares the brokers.");

  public static final ConfigOption<Duration> ALERTS_CLEAR_AFTER =
      key("alerts.clear-after")
          .durationType()
          .defaultValue(Duration.ofSeconds(60))
          .withDescription("An alert is over when its condition has been away for so long.");

  public static final ConfigOption<Integer> ALERTS_NOTIFICATIONS_PER_HOUR =
      key("alerts.notifications-per-hour")
          .intType()
          .defaultValue(12)
          .withDescription(
              "The most that is sent about one turbine and rule in an hour of event time.");

  public static final ConfigOption<String> LAKE_ROOT =
      key("lake.root")
          .stringType()
          .noDefaultValue()
          .withDescription("Where the tables go: `s3://bucket/prefix` or `file:///folder`.");

  public static final ConfigOption<Map<String, String>> LAKE_ROOTS =
      key("lake.roots")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Roots beside `lake.root`: of a table (`lake.roots.raw`), of a region's rows in all"
                  + " tables (`lake.roots.eu-west-1`), of a region's rows in one"
                  + " (`lake.roots.alerts.eu-west-1`). The last is stronger than the second, and"
                  + " that than the first.");

  public static final ConfigOption<Integer> LAKE_WRITERS =
      key("lake.writers-per-partition")
          .intType()
          .defaultValue(1)
          .withDescription(
              "How many subtasks write one partition, and so how many files it gets at a"
                  + " checkpoint; more where one can't keep up with the busiest hour of a region.");

  public static final ConfigOption<String> LAKE_TABLES =
      key("lake.tables")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Which tables are written, with commas between; empty for all: `raw`, `readings`,"
                  + " `statistics`, `summaries`, `anomalies`, `alerts`, `rejected`, `ledger`."
                  + " Without `ledger` nothing proves that nothing was lost.");

  public static final ConfigOption<Boolean> LAKE_PROVISIONAL =
      key("lake.provisional")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Files are called `provisional-…`: they hold what more input may change, and whoever reads"
                  + " on from the savepoint deletes them first. `./windfarm backfill` does.");

  public static final ConfigOption<String> DATABASE_URL =
      key("database.url")
          .stringType()
          .defaultValue("")
          .withDescription(
              "PostgreSQL beside the lake: `jdbc:postgresql://host:port/database`, with the driver's"
                  + " parameters (`?sslmode=verify-full`) but no password; empty for none. The"
                  + " schema is made and migrated when the job is submitted.");

  public static final ConfigOption<String> DATABASE_USER =
      key("database.user").stringType().defaultValue("").withDescription("Whom to connect as.");

  public static final ConfigOption<String> DATABASE_PASSWORD =
      key("database.password")
          .stringType()
          .defaultValue("")
          .withDescription(
              "The user's password, if it is not in a file that the driver finds. Never printed.");

  public static final ConfigOption<String> DATABASE_SCHEMA =
      key("database.schema")
          .stringType()
          .defaultValue("windfarm")
          .withDescription("The schema that holds the tables, and nothing else.");

  public static final ConfigOption<String> DATABASE_TABLES =
      key("database.tables")
          .stringType()
          .defaultValue("readings,summaries,anomalies")
          .withDescription(
              "Which tables are written there as well, with commas between: `readings`,"
                  + " `summaries`, `anomalies`, `statistics`, `alerts`.");

  public static final ConfigOption<Boolean> DATABASE_PROVISIONAL =
      key("database.provisional")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "What the column `provisional` says of each row: true, as with `lake.provisional`, where more"
                  + " input may change it, and who reads on from the savepoint deletes such rows"
                  + " first.");

  public static final ConfigOption<Integer> DATABASE_BATCH_ROWS =
      key("database.batch-rows")
          .intType()
          .defaultValue(2_000)
          .withDescription("So many rows are written in one statement.");

  public static final ConfigOption<Duration> DATABASE_BATCH_INTERVAL =
      key("database.batch-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(1))
          .withDescription(
              "How long a row waits for others at most. Before a checkpoint nothing waits.");

  public static final ConfigOption<String> METRICS_GROUP =
      key("metrics.group")
          .stringType()
          .defaultValue("windfarm")
          .withDescription(
              "Begins the names of the job's own metrics. `kinesisanalytics` is what Managed Service"
                  + " for Apache Flink passes on to CloudWatch.");

  /** All of them, in the order of the README's table. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          SOURCE_TYPE,
          SOURCE_STREAM,
          SOURCE_PATH,
          SOURCE_FORMAT,
          SOURCE_AT_END,
          SOURCE_HOLD,
          SOURCE_REGION,
          SOURCE_ENDPOINT,
          SOURCE_CREDENTIALS,
          SOURCE_ACCESS_KEY,
          SOURCE_SECRET_KEY,
          SOURCE_INITIAL_POSITION,
          SOURCE_PUBLISHER,
          SOURCE_EFO_CONSUMER,
          SOURCE_SHARD_DISCOVERY,
          SOURCE_PROPERTIES,
          KAFKA_BOOTSTRAP_SERVERS,
          KAFKA_TOPIC,
          KAFKA_GROUP,
          KAFKA_PROPERTIES,
          INGEST_OUT_OF_ORDERNESS,
          INGEST_IDLE_TIMEOUT,
          INGEST_MAX_FUTURE,
          INGEST_DUPLICATE_MEMORY,
          INGEST_ZONE,
          INGEST_TURBINE_TEMPLATE,
          INGEST_REGIONS,
          SENSORS_CATALOG,
          CLEAN_OUTLIERS,
          CLEAN_MAX_LOOKAHEAD,
          CLEAN_FILL_LIMIT,
          STATS_ROLLING,
          STATS_PERIOD,
          STATS_ZONE,
          ANOMALIES_SIGMA,
          ANOMALIES_READINGS_PER_PERIOD,
          ALERTS_STREAM,
          ALERTS_ENDPOINT,
          ALERTS_TOPIC,
          ALERTS_DELIVERY,
          ALERTS_TRANSACTIONAL_ID_PREFIX,
          ALERTS_CLEAR_AFTER,
          ALERTS_NOTIFICATIONS_PER_HOUR,
          LAKE_ROOT,
          LAKE_ROOTS,
          LAKE_WRITERS,
          LAKE_TABLES,
          LAKE_PROVISIONAL,
          DATABASE_URL,
          DATABASE_USER,
          DATABASE_PASSWORD,
          DATABASE_SCHEMA,
          DATABASE_TABLES,
          DATABASE_PROVISIONAL,
          DATABASE_BATCH_ROWS,
          DATABASE_BATCH_INTERVAL,
          METRICS_GROUP);

  /** Those that pass on whatever is below them, {@code group.properties.<any>}, as it is. */
  static final List<ConfigOption<Map<String, String>>> PASSED_ON =
      List.of(SOURCE_PROPERTIES, KAFKA_PROPERTIES, LAKE_ROOTS);

  private WindFarmOptions() {}
}
