package io.windfarm.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.windfarm.bench.stream.StreamEndpoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSenderTest {
  private static final Instant START = Instant.parse("2026-11-20T07:00:00Z");

  @TempDir private Path folder;

  /** Keeps what it takes, and when. */
  private static final class Kept implements StreamEndpoint.Sender {
    private final List<String> keys = new ArrayList<>();
    private final List<String> payloads = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();

    @Override
    public void send(String key, byte[] payload) {
      keys.add(key);
      payloads.add(new String(payload, StandardCharsets.UTF_8));
      times.add(Instant.now());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void sendsAReadingWhenItsDateHasComeAndSaysThatDate() throws Exception {
    Path file = folder.resolve("events.jsonl");
    Files.writeString(
        file,
        "{\"turbine_id\":\"WT-1\",\"date\":\"2026-11-20T07:00:00.100Z\"}\n{broken\n"
            + "{\"turbine_id\":\"WT-2\",\"date\":\"2026-11-20T07:00:00.400Z\"}\n");
    Kept kept = new Kept();

    LiveSender.Sent sent = new LiveSender(file, START).sendTo(kept);

    assertThat(kept.keys).containsExactly("WT-1", "unknown", "WT-2");
    assertThat(kept.payloads.get(1)).isEqualTo("{broken");
    Instant first = date(kept.payloads.get(0));
    Instant last = date(kept.payloads.get(2));
    assertThat(Duration.between(first, last)).isEqualTo(Duration.ofMillis(300));
    assertThat(first).isBetween(sent.begun(), sent.begun().plusMillis(1_100));
    assertThat(kept.times.get(0)).isAfterOrEqualTo(first);
    assertThat(kept.times.get(2)).isAfterOrEqualTo(last);
  }

  private static Instant date(String payload) {
    return Instant.parse(payload.replaceFirst(".*\"date\":\"", "").replaceFirst("\".*", ""));
  }
}
