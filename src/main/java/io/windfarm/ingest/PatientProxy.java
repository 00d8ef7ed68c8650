package io.windfarm.ingest;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.kinesis.shaded.com.amazonaws.AmazonServiceException;
import org.apache.flink.kinesis.shaded.com.amazonaws.SdkClientException;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.GetRecordsResult;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;
import org.apache.flink.streaming.connectors.kinesis.proxy.GetShardListResult;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxyInterface;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls to Kinesis, made again for as long as it can't be reached or answers with an error of its
 * own. The connector retries some and fails the job for others; then an outage of Kinesis would
 * keep the job from reading the fallback that is there for it. What Kinesis refuses for good, such
 * as a stream that does not exist, still fails the job; and so does an outage before the first
 * answer of a job that begins, for which a wrong endpoint is the likelier reason.
 */
final class PatientProxy implements KinesisProxyInterface {
  private static final Logger LOG = LoggerFactory.getLogger(PatientProxy.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final KinesisProxyInterface proxy;
  private final Pause pause;
  private volatile boolean answered;

  /** Waits. */
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /**
   * @param restored whether Kinesis has answered this job before
   */
  PatientProxy(KinesisProxyInterface proxy, boolean restored) {
    this(proxy, restored, time -> Thread.sleep(time.toMillis()));
  }

  PatientProxy(KinesisProxyInterface proxy, boolean restored, Pause pause) {
    this.proxy = proxy;
    this.answered = restored;
    this.pause = pause;
  }

  @Override
  public GetShardListResult getShardList(Map<String, String> lastSeenShards)
      throws InterruptedException {
    return answer("list shards", () -> proxy.getShardList(lastSeenShards));
  }

  @Override
  public String getShardIterator(StreamShardHandle shard, String type, Object marker)
      throws InterruptedException {
    return answer("find a position", () -> proxy.getShardIterator(shard, type, marker));
  }

  @Override
  public GetRecordsResult getRecords(String iterator, int limit) throws InterruptedException {
    return answer("read", () -> proxy.getRecords(iterator, limit));
  }

  private interface Call<T> {
    T make() throws InterruptedException;
  }

  private <T> T answer(String purpose, Call<T> call) throws InterruptedException {
    Duration next = FIRST_PAUSE;
    for (boolean first = true; ; first = false) {
      try {
        T answer = call.make();
        answered = true;
        if (!first) {
          LOG.info("Kinesis can be reached again: could {}", purpose);
        }
        return answer;
      } catch (SdkClientException e) {
        if (!answered || !isOutage(e)) {
          throw e;
        }
        if (first) {
          LOG.warn(
              "Kinesis could not be reached to {}, and will be tried until it can. Check the"
                  + " network and the service's health.",
              purpose,
              e);
        }
      }
      pause.of(next);
      next =
          next.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : LONGEST_PAUSE;
    }
  }

  /** Nobody answered, or one who says that it is not the caller's fault. */
  private static boolean isOutage(SdkClientException e) {
    return !(e instanceof AmazonServiceException)
        || ((AmazonServiceException) e).getStatusCode() >= 500;
  }
}
