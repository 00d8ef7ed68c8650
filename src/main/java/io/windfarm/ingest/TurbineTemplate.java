package io.windfarm.ingest;

import io.windfarm.model.Arrival;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a turbine id for events that name none, from where their record came from: text with the
 * placeholders {@code {partition-key}}, {@code {stream}} and {@code {shard}}.
 */
final class TurbineTemplate implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String PARTITION_KEY = "{partition-key}";
  private static final String STREAM = "{stream}";
  private static final String SHARD = "{shard}";

  private final List<String> parts = new ArrayList<>();

  /**
   * @throws IllegalArgumentException if {@code template} is blank or has another placeholder
   */
  TurbineTemplate(String template) {
    if (template.isBlank()) {
      throw new IllegalArgumentException(
          "The turbine template is blank; leave it out to reject events without a turbine");
    }
    int at = 0;
    while (at < template.length()) {
      int open = template.indexOf('{', at);
      if (open != at) {
        int end = open < 0 ? template.length() : open;
        parts.add(template.substring(at, end));
        at = end;
        continue;
      }
      int close = template.indexOf('}', open);
      String placeholder =
          close < 0 ? template.substring(open) : template.substring(open, close + 1);
      if (!List.of(PARTITION_KEY, STREAM, SHARD).contains(placeholder)) {
        throw new IllegalArgumentException(
            "The turbine template has the placeholder "
                + placeholder
                + "; use {partition-key}, {stream} or {shard}");
      }
      parts.add(placeholder);
      at = close + 1;
    }
  }

  /** The id, or empty if what the template asks for is missing from the record. */
  String of(Arrival arrival) {
    if (parts.size() == 1) {
      return fill(parts.get(0), arrival);
    }
    StringBuilder id = new StringBuilder();
    for (String part : parts) {
      String filled = fill(part, arrival);
      if (filled.isEmpty()) {
        return "";
      }
      id.append(filled);
    }
    return id.toString();
  }

  private static String fill(String part, Arrival arrival) {
    String filled;
    switch (part) {
      case PARTITION_KEY:
        filled = arrival.partitionKey;
        break;
      case STREAM:
        filled = arrival.stream;
        break;
      case SHARD:
        filled = arrival.shard;
        break;
      default:
        filled = part;
    }
    return filled == null ? "" : filled;
  }
}
