package io.windfarm.kinesis;

import java.io.IOException;

/** Where in a shard a reader asks to begin, as the index of the first record to give. */
final class StartingPosition {
  /** What an operation calls the fields of a position. */
  enum Fields {
    ITERATOR("GetShardIterator", "ShardIteratorType", "StartingSequenceNumber"),
    SUBSCRIPTION("SubscribeToShard", "Type", "SequenceNumber");

    private final String operation;
    private final String type;
    private final String sequenceNumber;

    Fields(String operation, String type, String sequenceNumber) {
      this.operation = operation;
      this.type = type;
      this.sequenceNumber = sequenceNumber;
    }
  }

  private final Service service;
  private final KinesisStream stream;
  private final Shard shard;
  private final Fields fields;

  StartingPosition(Service service, KinesisStream stream, Shard shard, Fields fields) {
    this.service = service;
    this.stream = stream;
    this.shard = shard;
    this.fields = fields;
  }

  /** By the fields of that object. */
  long index(Request request) throws IOException {
    String type = request.text(fields.type);
    switch (type) {
      case "TRIM_HORIZON":
        // Reading passes over what is past retention by then.
        return 0;
      case "LATEST":
        return stream.log(shard).nextIndex();
      case "AT_SEQUENCE_NUMBER":
        return at(request.text(fields.sequenceNumber), type);
      case "AFTER_SEQUENCE_NUMBER":
        return after(request.text(fields.sequenceNumber), type);
      case "AT_TIMESTAMP":
        return atTime(request.millis("Timestamp"));
      default:
        throw ServiceError.constraint(
            "'" + type + "'",
            Request.member(fields.type),
            "Member must satisfy enum value set: [AFTER_SEQUENCE_NUMBER, LATEST, AT_TIMESTAMP,"
                + " AT_SEQUENCE_NUMBER, TRIM_HORIZON]");
    }
  }

  private long at(String text, String type) {
    long index = parse(text, type);
    return index == SequenceNumber.END ? stream.log(shard).nextIndex() : index;
  }

  private long after(String text, String type) {
    long index = parse(text, type);
    return index == SequenceNumber.END ? stream.log(shard).nextIndex() : index + 1;
  }

  private long parse(String text, String type) {
    try {
      SequenceNumber number = SequenceNumber.parse(text);
      boolean ours =
          number.shard() == shard.number()
              && number.epochSecond() == shard.epochSecond()
              && (number.index() < stream.log(shard).nextIndex()
                  || (number.index() == SequenceNumber.END && !shard.open()));
      if (ours) {
        return number.index();
      }
    } catch (IllegalArgumentException e) {
      // Said below, as for a number of another shard.
    }
    throw ServiceError.invalidArgument(
        fields.sequenceNumber
            + " "
            + text
            + " used in "
            + fields.operation
            + " with "
            + type
            + " on shard "
            + shard.id()
            + " in stream "
            + stream.name()
            + " under account "
            + service.account().id()
            + " is invalid because it did not come from this stream.");
  }

  private long atTime(long millis) throws IOException {
    long now = service.clock().millis();
    if (millis > now) {
      throw ServiceError.invalidArgument(
          "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis."
              + " timestampInMillis: "
              + millis
              + ", currentTimestampInMillis: "
              + now);
    }
    return stream.log(shard).indexAt(millis);
  }
}
