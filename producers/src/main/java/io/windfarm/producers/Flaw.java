package io.windfarm.producers;

import java.util.List;
import java.util.Locale;

/** The forms that a missing value or a malformed event takes. */
enum Flaw {
  NONE,
  VALUE_NULL,
  VALUE_EMPTY,
  VALUE_NAN,
  VALUE_ABSENT,
  CUT_OFF,
  WRONG_TYPE,
  BAD_UTF8,
  UNKNOWN_TYPE,
  IMPOSSIBLE_DATE;

  static final List<Flaw> MISSING = List.of(VALUE_NULL, VALUE_EMPTY, VALUE_NAN, VALUE_ABSENT);

  /** For events that name their type. */
  static final List<Flaw> MALFORMED =
      List.of(CUT_OFF, WRONG_TYPE, BAD_UTF8, UNKNOWN_TYPE, IMPOSSIBLE_DATE);

  /** For wide events, which have no type. */
  static final List<Flaw> MALFORMED_WIDE = List.of(CUT_OFF, WRONG_TYPE, BAD_UTF8, IMPOSSIBLE_DATE);

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
