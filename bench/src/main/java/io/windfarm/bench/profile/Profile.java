package io.windfarm.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * A flight recording, by what its samples belong to: each of Java code that ran counts one, each of
 * native code that did not wait two, and each of memory that was allocated the bytes that it stands
 * for. Where many threads wait in native code the recorder misses some of those that work there.
 *
 * @param samples of code that ran
 * @param allocated bytes, as sampled
 * @param calls the samples as a tree of calls
 */
record Profile(Map<Part, Long> samples, Map<Part, Long> allocated, CallTree calls) {

  /** The recorder looks at native code half as often. */
  private static final long JAVA_SAMPLES_A_NATIVE_ONE = 2;

  static Profile read(Path recording) throws IOException {
    Map<Part, Long> samples = new EnumMap<>(Part.class);
    Map<Part, Long> allocated = new EnumMap<>(Part.class);
    CallTree calls = new CallTree();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getStackTrace() == null) {
          continue;
        }
        switch (event.getEventType().getName()) {
          case "jdk.ExecutionSample" -> {
            Part part = Part.of(threadOf(event, "sampledThread"), classes(event));
            samples.merge(part, 1L, Long::sum);
            calls.add(part, frames(event));
          }
          case "jdk.NativeMethodSample" -> {
            if (isWork(event)) {
              Part part = Part.of(threadOf(event, "sampledThread"), classes(event));
              samples.merge(part, JAVA_SAMPLES_A_NATIVE_ONE, Long::sum);
              for (long i = 0; i < JAVA_SAMPLES_A_NATIVE_ONE; i++) {
                calls.add(part, frames(event));
              }
            }
          }
          case "jdk.ObjectAllocationSample" ->
              allocated.merge(
                  Part.of(threadOf(event, "eventThread"), classes(event)),
                  event.getLong("weight"),
                  Long::sum);
          default -> {
            // Not looked at.
          }
        }
      }
    }
    return new Profile(samples, allocated, calls);
  }

  /** A thread in native code works, as zstd and RocksDB do, or waits, as most do. */
  private static boolean isWork(RecordedEvent event) {
    String topmost = classes(event).get(0);
    return topmost.startsWith("com.github.luben.zstd.") || topmost.startsWith("org.rocksdb.");
  }

  private static String threadOf(RecordedEvent event, String field) {
    RecordedThread thread = event.getThread(field);
    return thread == null || thread.getJavaName() == null ? "" : thread.getJavaName();
  }

  private static List<String> classes(RecordedEvent event) {
    List<String> classes = new ArrayList<>();
    for (RecordedFrame frame : event.getStackTrace().getFrames()) {
      classes.add(frame.getMethod().getType().getName());
    }
    return classes;
  }

  /** From the thread's beginning to what ran. */
  private static List<String> frames(RecordedEvent event) {
    List<String> frames = new ArrayList<>();
    for (RecordedFrame frame : event.getStackTrace().getFrames()) {
      String type = frame.getMethod().getType().getName();
      frames.add(0, type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethod().getName());
    }
    return frames;
  }
}
