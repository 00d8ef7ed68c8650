package io.windfarm.local;

import java.util.List;

/**
 * Functions of Athena's dialect that DuckDB has under another name, as macros: so that one text
 * runs on both. None takes the name of a function of DuckDB's.
 */
final class AthenaFunctions {
  /** What follows {@code CREATE MACRO}. */
  static final List<String> MACROS =
      List.of(
          // Athena shows U+FFFD in place of bytes that are no UTF-8; here they show as \xNN.
          "from_utf8(b) AS coalesce(try(decode(b)), CAST(b AS VARCHAR))",
          // The same letters for year, month, day and hour, which is all that partitions need.
          "date_format(t, f) AS strftime(t, f)",
          "approx_percentile(x, p) AS approx_quantile(x, p)",
          "approx_distinct(x) AS approx_count_distinct(x)",
          "array_join(a, s) AS array_to_string(a, s)",
          "json_extract_scalar(j, p) AS json_extract_string(j, p)");

  private AthenaFunctions() {}
}
