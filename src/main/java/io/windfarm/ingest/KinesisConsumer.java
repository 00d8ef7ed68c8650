package io.windfarm.ingest;

import io.windfarm.model.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.connector.kinesis.sink.KinesisStreamsConfigConstants;
import org.apache.flink.kinesis.shaded.org.apache.flink.connector.aws.config.AWSConfigConstants;
import org.apache.flink.kinesis.shaded.org.apache.flink.connector.aws.util.AWSClientUtil;
import org.apache.flink.kinesis.shaded.org.apache.flink.connector.aws.util.AWSGeneralUtil;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import org.apache.flink.kinesis.shaded.software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer;
import org.apache.flink.streaming.connectors.kinesis.KinesisShardAssigner;
import org.apache.flink.streaming.connectors.kinesis.internals.KinesisDataFetcher;
import org.apache.flink.streaming.connectors.kinesis.internals.publisher.fanout.FanOutRecordPublisherConfiguration;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxy;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxyAsyncV2;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxyAsyncV2Interface;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxyV2Factory;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;
import org.apache.flink.streaming.connectors.kinesis.util.KinesisConfigUtil;

/**
 * The connector's consumer, with three things mended. It outlasts an outage of Kinesis, see {@link
 * PatientProxy}. To be stopped while it begins to read a shard is no failure. And its enhanced
 * fan-out heeds {@code aws.http.protocol.version}: as it is, the connector reads that key for its
 * sinks only and always subscribes in HTTP/2, which no endpoint but AWS's speaks without TLS. Where
 * the key is not set, it is the connector's own.
 */
@SuppressWarnings("deprecation") // As in KinesisIngest.
final class KinesisConsumer extends FlinkKinesisConsumer<Arrival> {
  private static final long serialVersionUID = 1L;

  private transient boolean restored;
  private transient volatile boolean cancelled;

  KinesisConsumer(String stream, Properties properties) {
    super(stream, new KinesisRecords(), properties);
    setShardAssigner(new KinesisShards());
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    super.initializeState(context);
    restored = context.isRestored();
  }

  @Override
  public void run(SourceContext<Arrival> context) throws Exception {
    try {
      super.run(context);
    } catch (RejectedExecutionException e) {
      // The threads were ended between finding a shard and beginning to read it.
      if (!cancelled) {
        throw e;
      }
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    super.cancel();
  }

  @Override
  protected KinesisDataFetcher<Arrival> createFetcher(
      List<String> streams,
      SourceFunction.SourceContext<Arrival> context,
      RuntimeContext runtime,
      Properties properties,
      KinesisDeserializationSchema<Arrival> format) {
    return new Fetcher(streams, context, runtime, properties, format, getShardAssigner(), restored);
  }

  private static final class Fetcher extends KinesisDataFetcher<Arrival> {
    Fetcher(
        List<String> streams,
        SourceFunction.SourceContext<Arrival> context,
        RuntimeContext runtime,
        Properties properties,
        KinesisDeserializationSchema<Arrival> format,
        KinesisShardAssigner assigner,
        boolean restored) {
      super(
          streams,
          context,
          context.getCheckpointLock(),
          runtime,
          properties,
          format,
          assigner,
          null,
          null,
          new AtomicReference<>(),
          new ArrayList<>(),
          createInitialSubscribedStreamsToLastDiscoveredShardsState(streams),
          client -> new PatientProxy(KinesisProxy.create(client), restored),
          Fetcher::fanOut);
    }

    private static KinesisProxyAsyncV2Interface fanOut(Properties properties) {
      if (!properties.containsKey(AWSConfigConstants.HTTP_PROTOCOL_VERSION)) {
        return KinesisProxyV2Factory.createKinesisProxyAsyncV2(properties);
      }
      SdkAsyncHttpClient http = AWSGeneralUtil.createAsyncHttpClient(properties);
      KinesisAsyncClient client =
          AWSClientUtil.createAwsAsyncClient(
              KinesisConfigUtil.getV2ConsumerClientProperties(properties),
              http,
              KinesisAsyncClient.builder(),
              KinesisStreamsConfigConstants.BASE_KINESIS_USER_AGENT_PREFIX_FORMAT,
              KinesisStreamsConfigConstants.KINESIS_CLIENT_USER_AGENT_PREFIX);
      return new KinesisProxyAsyncV2(
          client, http, new FanOutRecordPublisherConfiguration(properties, List.of()));
    }
  }
}
