package io.windfarm.local.plan;

import java.util.Locale;

/** What a plan is reckoned with, by the names that the file of figures has. */
enum Figure {
  KINESIS_SHARD_HOUR(Section.PRICES),
  KINESIS_PUT_MILLION(Section.PRICES),
  KINESIS_EXTENDED_SHARD_HOUR(Section.PRICES),
  KINESIS_LONG_TERM_GB_MONTH(Section.PRICES),
  KINESIS_EFO_SHARD_HOUR(Section.PRICES),
  KINESIS_EFO_GB(Section.PRICES),
  KINESIS_ONDEMAND_STREAM_HOUR(Section.PRICES),
  KINESIS_ONDEMAND_IN_GB(Section.PRICES),
  KINESIS_ONDEMAND_OUT_GB(Section.PRICES),
  KINESIS_ONDEMAND_EFO_GB(Section.PRICES),
  KINESIS_ONDEMAND_EXTENDED_GB_MONTH(Section.PRICES),
  MSF_KPU_HOUR(Section.PRICES),
  MSF_STORAGE_GB_MONTH(Section.PRICES),
  MACHINE_HOUR(Section.PRICES),
  MACHINE_DISK_GB_MONTH(Section.PRICES),
  S3_STANDARD_GB_MONTH(Section.PRICES),
  S3_INFREQUENT_GB_MONTH(Section.PRICES),
  S3_ARCHIVE_GB_MONTH(Section.PRICES),
  S3_PUT_THOUSAND(Section.PRICES),
  S3_GET_THOUSAND(Section.PRICES),
  S3_TO_INFREQUENT_THOUSAND(Section.PRICES),
  S3_TO_ARCHIVE_THOUSAND(Section.PRICES),
  ATHENA_TB(Section.PRICES),
  CLOUDWATCH_LOGS_GB(Section.PRICES),
  CLOUDWATCH_ALARM_MONTH(Section.PRICES),
  TRANSFER_GB(Section.PRICES),
  RAW_ROW_BYTES(Section.MEASURED),
  READINGS_ROW_BYTES(Section.MEASURED),
  STATISTICS_ROW_BYTES(Section.MEASURED),
  SLOT_READINGS_SECOND(Section.MEASURED, true),
  HEADROOM(Section.ASSUMED, true),
  STATE_SENSOR_BYTES(Section.ASSUMED),
  KEY_BYTES(Section.ASSUMED),
  FILE_PUTS(Section.ASSUMED),
  FILE_GETS(Section.ASSUMED),
  CHECKPOINT_FILES_SLOT(Section.ASSUMED),
  CHECKPOINTS_KEPT(Section.ASSUMED),
  MSF_STORAGE_KPU_GB(Section.ASSUMED),
  MACHINE_SLOTS(Section.ASSUMED, true),
  MACHINE_DISK_GB(Section.ASSUMED),
  LOGS_GB_MONTH(Section.ASSUMED),
  ALARMS(Section.ASSUMED);

  /** Where a figure comes from: a list, a run, or a head. */
  enum Section {
    PRICES,
    MEASURED,
    ASSUMED;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Section section;
  private final boolean divisor;

  Figure(Section section) {
    this(section, false);
  }

  Figure(Section section, boolean divisor) {
    this.section = section;
    this.divisor = divisor;
  }

  Section section() {
    return section;
  }

  /** True if something is divided by it, so that it can't be 0. */
  boolean isDivisor() {
    return divisor;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
