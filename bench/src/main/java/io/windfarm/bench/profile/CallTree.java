package io.windfarm.bench.profile;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Samples as a tree of calls, and what each call's samples belong to. */
final class CallTree {
  private final Map<String, CallTree> calls = new LinkedHashMap<>();
  private final Map<Part, Long> parts = new EnumMap<>(Part.class);
  private long samples;

  /**
   * Adds a sample.
   *
   * @param frames from the thread's beginning to what ran
   */
  void add(Part part, List<String> frames) {
    samples++;
    parts.merge(part, 1L, Long::sum);
    if (!frames.isEmpty()) {
      calls
          .computeIfAbsent(frames.get(0), none -> new CallTree())
          .add(part, frames.subList(1, frames.size()));
    }
  }

  /** How many samples were in this call, or in those that it made. */
  long samples() {
    return samples;
  }

  /** The calls that it made. */
  Map<String, CallTree> calls() {
    return calls;
  }

  /** What most of its samples belong to. */
  Part part() {
    return parts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(Part.OTHER);
  }
}
