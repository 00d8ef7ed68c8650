package io.windfarm.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.flink.kinesis.shaded.com.amazonaws.AmazonServiceException;
import org.apache.flink.kinesis.shaded.com.amazonaws.SdkClientException;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.GetRecordsResult;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.ResourceNotFoundException;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;
import org.apache.flink.streaming.connectors.kinesis.proxy.GetShardListResult;
import org.apache.flink.streaming.connectors.kinesis.proxy.KinesisProxyInterface;
import org.junit.jupiter.api.Test;

class PatientProxyTest {
  private final SdkClientException nobody = new SdkClientException("Connection refused");

  private final Deque<SdkClientException> failures = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void triesAgainUntilKinesisAnswers() throws Exception {
    AmazonServiceException broken = new AmazonServiceException("Internal failure");
    broken.setStatusCode(500);
    failures.addAll(List.of(nobody, broken, nobody));
    assertThat(restored().getRecords("iterator", 10)).isNotNull();

    failures.addAll(List.of(nobody, broken));
    assertThat(restored().getShardIterator(null, "LATEST", null)).isEqualTo("iterator");

    failures.add(nobody);
    assertThat(restored().getShardList(Map.of())).isNotNull();
    assertThat(failures).isEmpty();
  }

  @Test
  void waitsLongerEachTimeButNeverLongerThanFiveSeconds() throws Exception {
    for (int i = 0; i < 8; i++) {
      failures.add(nobody);
    }
    restored().getRecords("iterator", 10);

    assertThat(pauses)
        .extracting(Duration::toMillis)
        .containsExactly(200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L, 5_000L);
  }

  @Test
  void handsOnWhatIsRefused() {
    ResourceNotFoundException refused = new ResourceNotFoundException("no such stream");
    refused.setStatusCode(400);
    failures.add(refused);

    assertThatThrownBy(() -> restored().getShardList(Map.of())).isSameAs(refused);
  }

  @Test
  void handsOnAnOutageBeforeTheFirstAnswerOfAJobThatBegins() throws Exception {
    PatientProxy begins = new PatientProxy(new Kinesis(), false, pauses::add);
    failures.add(nobody);
    assertThatThrownBy(() -> begins.getShardList(Map.of())).isSameAs(nobody);

    begins.getShardList(Map.of());
    failures.add(nobody);
    assertThat(begins.getRecords("iterator", 10)).isNotNull();
  }

  private PatientProxy restored() {
    return new PatientProxy(new Kinesis(), true, pauses::add);
  }

  /** Fails as often as there are failures left. */
  private final class Kinesis implements KinesisProxyInterface {
    private <T> T answer(T answer) {
      if (failures.isEmpty()) {
        return answer;
      }
      throw failures.remove();
    }

    @Override
    public String getShardIterator(StreamShardHandle shard, String type, Object marker) {
      return answer("iterator");
    }

    @Override
    public GetRecordsResult getRecords(String iterator, int limit) {
      return answer(new GetRecordsResult());
    }

    @Override
    public GetShardListResult getShardList(Map<String, String> lastSeenShards) {
      return answer(new GetShardListResult());
    }
  }
}
