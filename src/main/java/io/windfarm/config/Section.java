package io.windfarm.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One mapping of the catalog's file. What is wrong in it is noted, not thrown. */
final class Section {
  private final String path;
  private final Map<String, Object> values;
  private final List<String> faults;

  Section(String path, Map<String, Object> values, List<String> faults) {
    this.path = path;
    this.values = values;
    this.faults = faults;
  }

  /** A copy of what the file's parser made with every key a string, deeply. */
  static Object withStringKeys(Object parsed) {
    if (parsed instanceof Map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      ((Map<?, ?>) parsed)
          .forEach((key, value) -> copy.put(String.valueOf(key), withStringKeys(value)));
      return copy;
    }
    if (parsed instanceof List) {
      List<Object> copy = new ArrayList<>();
      ((List<?>) parsed).forEach(item -> copy.add(withStringKeys(item)));
      return copy;
    }
    return parsed;
  }

  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  void fault(String key, String what) {
    faults.add(path(key) + ": " + what);
  }

  /** Notes every key that is not one of {@code known}. */
  Section allow(String... known) {
    Collection<String> allowed = Arrays.asList(known);
    for (String key : values.keySet()) {
      if (!allowed.contains(key)) {
        String suggestion = Nearest.suggestion(key, allowed);
        fault(
            key,
            "unknown key"
                + (suggestion.isEmpty()
                    ? "; known here: " + String.join(", ", allowed)
                    : suggestion));
      }
    }
    return this;
  }

  Collection<String> keys() {
    return values.keySet();
  }

  boolean has(String key) {
    return values.get(key) != null;
  }

  Object raw(String key) {
    return values.get(key);
  }

  /** The mapping under {@code key}, or an empty one. */
  @SuppressWarnings("unchecked")
  Section section(String key) {
    Object value = values.get(key);
    if (value != null && !(value instanceof Map)) {
      fault(key, "must be a mapping (key: value lines)");
    }
    return new Section(
        path(key), value instanceof Map ? (Map<String, Object>) value : Map.of(), faults);
  }

  String text(String key, String absent) {
    Object value = values.get(key);
    if (value == null) {
      return absent;
    }
    if (value instanceof Map || value instanceof List) {
      fault(key, "must be a single word or text");
      return absent;
    }
    return value.toString();
  }

  String requiredText(String key) {
    String value = text(key, "");
    if (value.isBlank() && !(values.get(key) instanceof Map)) {
      fault(key, "missing; every entry here needs it");
    }
    return value;
  }

  double number(String key, double absent) {
    Object value = values.get(key);
    if (value == null) {
      return absent;
    }
    if (!(value instanceof Number) || !Double.isFinite(((Number) value).doubleValue())) {
      fault(key, "must be a number");
      return absent;
    }
    return ((Number) value).doubleValue();
  }

  /** {@code [low, high]} with low below high. */
  double[] range(String key, double... absent) {
    Object value = values.get(key);
    if (value == null) {
      return absent;
    }
    List<?> ends = value instanceof List ? (List<?>) value : List.of();
    if (ends.size() != 2
        || !(ends.get(0) instanceof Number)
        || !(ends.get(1) instanceof Number)
        || !(((Number) ends.get(0)).doubleValue() < ((Number) ends.get(1)).doubleValue())) {
      fault(key, "must be [lowest, highest], two numbers with the lower one first");
      return absent;
    }
    return new double[] {
      ((Number) ends.get(0)).doubleValue(), ((Number) ends.get(1)).doubleValue()
    };
  }

  List<String> texts(String key) {
    Object value = values.get(key);
    List<String> texts = new ArrayList<>();
    if (value == null) {
      return texts;
    }
    if (!(value instanceof List)) {
      fault(key, "must be a list, such as [first, second]");
      return texts;
    }
    for (Object item : (List<?>) value) {
      if (item == null || item instanceof Map || item instanceof List) {
        fault(key, "holds an entry that is not a word; quote it if it should be one");
      } else {
        texts.add(item.toString());
      }
    }
    return texts;
  }

  /** Millis of {@code learned} (0) or of a duration such as {@code 500 ms}, {@code 10 min}. */
  long cadence(String key) {
    String text = text(key, "learned");
    if (text.equals("learned")) {
      return 0;
    }
    int digits = 0;
    while (digits < text.length() && digits < 9 && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    Duration unit = digits == 0 ? null : timeUnit(text.substring(digits).strip());
    long millis = unit == null ? 0 : unit.toMillis() * Long.parseLong(text, 0, digits, 10);
    if (millis <= 0) {
      fault(key, "must be 'learned' or a duration above 0 such as 500 ms, 1 s, 10 min or 1 h");
    }
    return millis;
  }

  private static Duration timeUnit(String word) {
    switch (word) {
      case "ms":
        return Duration.ofMillis(1);
      case "s":
        return Duration.ofSeconds(1);
      case "min":
        return Duration.ofMinutes(1);
      case "h":
        return Duration.ofHours(1);
      default:
        return null;
    }
  }

  /** {@code never} (0) or a count of at least 2. */
  int stuckAfter(String key) {
    Object value = values.get(key);
    if (value == null || "never".equals(value)) {
      return 0;
    }
    if (!(value instanceof Integer) || (Integer) value < 2) {
      fault(key, "must be 'never' or a whole number of equal readings, at least 2");
      return 0;
    }
    return (Integer) value;
  }
}
