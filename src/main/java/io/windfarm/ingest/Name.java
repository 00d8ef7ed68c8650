package io.windfarm.ingest;

import io.windfarm.config.Farm;
import io.windfarm.config.SensorCatalog;

/**
 * A text that senders repeat, in a place where it can be an id, a type, a unit, a farm, a region, a
 * country or a word for nothing, with what it means in each: looked up once, and not in every
 * event.
 */
final class Name {
  final String text;

  /** The farm of this id, or null. */
  final Farm farm;

  final boolean isRegion;

  /** True if it stands for a value that is missing. */
  final boolean isMissing;

  private final Vocabulary vocabulary;
  private Key key;
  private String unit;

  Name(String text, SensorCatalog catalog, Vocabulary vocabulary) {
    this.text = text;
    this.farm = catalog.farm(text);
    this.isRegion = catalog.hasRegion(text);
    this.isMissing = catalog.isMissing(text);
    this.vocabulary = vocabulary;
  }

  /** What it means as a type. */
  Key key() {
    if (key == null) {
      key = vocabulary.key(text);
    }
    return key;
  }

  /** The unit that it is, as the catalog looks it up. */
  String unit() {
    if (unit == null) {
      unit = vocabulary.unit(text);
    }
    return unit;
  }
}
