package io.windfarm.config;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A layout of CSV files: by which columns its header is recognised, and what columns are called in
 * the events that are made of rows. Names are compared as {@link Word}s.
 */
public final class CsvFormat implements Serializable {
  private static final long serialVersionUID = 1L;

  public final String name;

  private final Set<String> recognisedBy;
  private final Map<String, String> keys;

  /**
   * @param recognisedBy columns that a header has if it is of this layout
   * @param keys of the event, by column; others keep their names
   */
  CsvFormat(String name, List<String> recognisedBy, Map<String, String> keys) {
    this.name = name;
    this.recognisedBy = new HashSet<>();
    recognisedBy.forEach(column -> this.recognisedBy.add(Word.of(column)));
    this.keys = new LinkedHashMap<>();
    keys.forEach((column, key) -> this.keys.put(Word.of(column), key));
  }

  /** True if a header of these columns is of this layout. */
  public boolean recognises(List<String> columns) {
    Set<String> words = new HashSet<>();
    columns.forEach(column -> words.add(Word.of(column)));
    return words.containsAll(recognisedBy);
  }

  /** The keys of an event that is made of a row with these columns. */
  public List<String> keys(List<String> columns) {
    List<String> renamed = new ArrayList<>(columns.size());
    columns.forEach(column -> renamed.add(keys.getOrDefault(Word.of(column), column)));
    return renamed;
  }

  @Override
  public String toString() {
    return name;
  }
}
