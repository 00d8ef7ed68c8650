package io.windfarm.bench;

/** What the job can be made to read. */
@SuppressWarnings("ImmutableEnumChecker") // those of From keep nothing
enum Sources {
  /** A file. */
  FILES("files", From.FILES),
  /** A topic of an embedded broker. */
  KAFKA("Kafka", From.KAFKA),
  /** A stream of the Kinesis endpoint. */
  KINESIS("the Kinesis endpoint", From.KINESIS);

  private final String title;
  private final From from;

  Sources(String title, From from) {
    this.title = title;
    this.from = from;
  }

  /** As sentences name it. */
  String title() {
    return title;
  }

  /** What holds the events. */
  From from() {
    return from;
  }
}
