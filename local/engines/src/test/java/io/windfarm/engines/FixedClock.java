package io.windfarm.engines;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * Lets a question be asked at a time of our choosing: puts a literal in the place of {@code
 * current_timestamp} and {@code current_date}, and leaves everything else as it stands. The date is
 * the session's, as that function's is.
 */
record FixedClock(Instant now) {
  private static final Pattern TIMESTAMP = Pattern.compile("(?i)\\bcurrent_timestamp\\b(\\(\\))?");
  private static final Pattern DATE = Pattern.compile("(?i)\\bcurrent_date\\b(\\(\\))?");
  private static final Pattern OTHER =
      Pattern.compile("(?i)\\b(now|localtimestamp|current_time|localtime|unix_timestamp)\\b *\\(?");
  private static final DateTimeFormatter LITERAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  /** In a literal that means the same to Trino and to Spark. */
  String at(String sql) {
    return at(sql, "TIMESTAMP '" + LITERAL.format(now) + " UTC'");
  }

  /** In DuckDB's literal of such a time. */
  String forDuckDb(String sql) {
    return at(sql, "TIMESTAMPTZ '" + LITERAL.format(now) + "+00'");
  }

  private static String at(String sql, String literal) {
    String code = sql.replaceAll("(?m)--.*$", "");
    if (OTHER.matcher(code).find()) {
      throw new IllegalArgumentException("Asks a clock that can't be set here: " + code);
    }
    return DATE.matcher(TIMESTAMP.matcher(code).replaceAll(literal))
        .replaceAll("CAST(" + literal + " AS date)");
  }
}
