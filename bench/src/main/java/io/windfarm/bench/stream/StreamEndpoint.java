package io.windfarm.bench.stream;

import io.windfarm.local.ChildProcess;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A stream that the job can read, served by a process of its own. Closing it ends the process. */
public interface StreamEndpoint extends AutoCloseable {
  /** Of streams and topics. */
  String STREAM = "windfarm-telemetry";

  /** As tables and messages name it. */
  String name();

  /** The job's settings that make it read this stream from its beginning. */
  List<String> settings();

  /** The job's metric of the records that it has read of such a stream. */
  String decoded();

  /** What serves it. */
  ChildProcess process();

  /** Begins to send; one at a time. */
  Sender sender();

  /** Puts records into the stream, in their order for each key. */
  interface Sender extends Closeable {
    /** Takes a record; it may be on its way for a while. */
    void send(String key, byte[] payload) throws IOException, InterruptedException;

    /**
     * Waits until all that was sent is in the stream.
     *
     * @throws io.windfarm.local.Failure if a record was refused
     */
    void flush() throws IOException, InterruptedException;
  }

  /** Puts each line of a file into the stream as a record, by turbine. */
  default void load(Path file) throws IOException, InterruptedException {
    try (Sender sender = sender();
        BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        sender.send(turbineIn(line), line.getBytes(StandardCharsets.ISO_8859_1));
      }
      sender.flush();
    }
  }

  /** The turbine of the first event in a line: also of what is damaged behind it. */
  static String turbineIn(String line) {
    String before = "\"turbine_id\":\"";
    int at = line.indexOf(before) + before.length();
    int end = line.indexOf('"', at);
    return at < before.length() || end <= at ? "unknown" : line.substring(at, end);
  }

  @Override
  void close();
}
