package io.windfarm.ingest;

import io.windfarm.model.Arrival;
import io.windfarm.model.Source;
import java.math.BigInteger;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.kinesis.shaded.com.amazonaws.metrics.AwsSdkMetrics;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;

/** Keeps a Kinesis record as it is; nothing is decoded on the consumer's threads. */
final class KinesisRecords implements KinesisDeserializationSchema<Arrival> {
  private static final long serialVersionUID = 1L;

  /**
   * The consumer's SDK registers a bean with the JVM and never takes it back. The bean would keep
   * the classes of every job, and of every restart, until the TaskManager's metaspace is full and
   * it ends.
   */
  @Override
  public void open(InitializationContext context) {
    context
        .getUserCodeClassLoader()
        .registerReleaseHookIfAbsent(
            KinesisRecords.class.getName(), AwsSdkMetrics::unregisterMetricAdminMBean);
  }

  @Override
  public Arrival deserialize(
      byte[] payload,
      String partitionKey,
      String sequence,
      long arrivalTime,
      String stream,
      String shard) {
    Arrival arrival = new Arrival();
    arrival.source = Source.KINESIS;
    arrival.stream = stream;
    arrival.shard = shard;
    arrival.sequence = hexadecimal(sequence);
    arrival.partitionKey = partitionKey;
    arrival.arrivalTime = arrivalTime;
    arrival.payload = payload;
    return arrival;
  }

  /**
   * The 56 decimal digits of a sequence number are noise to a compressor: they were more than half
   * of the {@code readings} table. In hexadecimal it shows that they are made of fields (when the
   * shard was made, a counter, when the record came, the shard) of which few change from record to
   * record; their order stays, as text too. What is no number stays as it is.
   */
  static String hexadecimal(String sequence) {
    for (int i = 0; i < sequence.length(); i++) {
      if (sequence.charAt(i) < '0' || sequence.charAt(i) > '9') {
        return sequence;
      }
    }
    return sequence.isEmpty() ? sequence : new BigInteger(sequence).toString(16);
  }

  @Override
  public TypeInformation<Arrival> getProducedType() {
    return Types.POJO(Arrival.class);
  }
}
