package io.windfarm.local.report;

import io.windfarm.local.report.Headline.Fact;
import io.windfarm.local.report.Headline.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;

/** Judges the row of {@code summary.sql}. */
final class Facts {
  /** The lake promises rows within five minutes. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  /** Less than this of what was expected is worth a look: gaps of a reading or two are filled. */
  private static final double COMPLETE = 0.99;

  private final ResultSet row;
  private final Instant made;
  private final boolean isHistory;

  Facts(ResultSet row, Instant made, boolean isHistory) {
    this.row = row;
    this.made = made;
    this.isHistory = isHistory;
  }

  List<Fact> all() throws SQLException {
    return List.of(ledger(), alerts(), turbines(), completeness(), freshness());
  }

  private Fact ledger() throws SQLException {
    long accounts = row.getLong("accounts");
    long unbalanced = row.getLong("unbalanced");
    if (accounts == 0) {
      return unknown("Ledger", "no ledger in the lake");
    }
    return unbalanced == 0
        ? new Fact(
            "Ledger", Verdict.OK, "balanced", count(accounts, "account") + ", a minute each", "")
        : new Fact(
            "Ledger",
            Verdict.CRITICAL,
            "off",
            count(unbalanced, "account") + " of " + number(accounts),
            "The ledger does not balance in " + count(unbalanced, "account") + ".");
  }

  private Fact alerts() throws SQLException {
    if (row.getLong("turbines") == 0) {
      return unknown("Critical alerts", "no alerts and no turbines in the lake");
    }
    long critical = row.getLong("open_critical");
    long open = row.getLong("open_alerts");
    String detail = number(open) + " open in all, " + number(row.getLong("alerts")) + " raised";
    if (critical > 0) {
      return new Fact(
          "Critical alerts",
          Verdict.CRITICAL,
          number(critical) + " open",
          detail,
          count(critical, "critical alert") + (critical == 1 ? " is" : " are") + " open.");
    }
    return open == 0
        ? new Fact("Critical alerts", Verdict.OK, "none open", detail, "")
        : new Fact(
            "Critical alerts",
            Verdict.ATTENTION,
            "none open",
            detail,
            count(open, "alert") + (open == 1 ? " is" : " are") + " open, none of them critical.");
  }

  private Fact turbines() throws SQLException {
    long turbines = row.getLong("turbines");
    long silent = row.getLong("silent");
    if (turbines == 0) {
      return unknown("Turbines", "none in the lake");
    }
    return silent == 0
        ? new Fact("Turbines", Verdict.OK, "none silent", number(turbines) + " in all", "")
        : new Fact(
            "Turbines",
            Verdict.ATTENTION,
            number(silent) + " silent",
            number(turbines) + " in all",
            count(silent, "turbine") + (silent == 1 ? " is" : " are") + " silent.");
  }

  private Fact completeness() throws SQLException {
    double share = row.getDouble("completeness");
    if (row.wasNull()) {
      return unknown("Completeness", "no cadence known yet");
    }
    // Never rounded up to all.
    String percent = String.format(Locale.ROOT, "%.1f %%", Math.floor(share * 1000) / 10);
    String day = row.getString("latest_day");
    return share >= COMPLETE
        ? new Fact("Completeness", Verdict.OK, percent, "on " + day, "")
        : new Fact(
            "Completeness",
            Verdict.ATTENTION,
            percent,
            "on " + day,
            "Only " + percent + " of the expected readings came on " + day + ".");
  }

  private Fact freshness() throws SQLException {
    OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
    if (until == null) {
      return unknown("Newest data", "none");
    }
    Duration age = Duration.between(until.toInstant(), made);
    String old = age(age) + " old";
    if (isHistory) {
      return new Fact("Newest data", Verdict.OK, old, "the end was chosen", "");
    }
    return age.compareTo(FRESH) <= 0
        ? new Fact("Newest data", Verdict.OK, old, "when this was made", "")
        : new Fact(
            "Newest data",
            Verdict.ATTENTION,
            old,
            "when this was made",
            "The newest data are " + old + ".");
  }

  private static Fact unknown(String name, String detail) {
    return new Fact(name, Verdict.UNKNOWN, "unknown", detail, "");
  }

  /** In the unit that a person would take. */
  static String age(Duration age) {
    if (age.toDays() >= 3) {
      return number(age.toDays()) + " days";
    }
    if (age.toHours() >= 3) {
      return age.toHours() + " h";
    }
    return age.toMinutes() >= 3 ? age.toMinutes() + " min" : Math.max(0, age.toSeconds()) + " s";
  }

  private static String count(long count, String noun) {
    return number(count) + " " + noun + (count == 1 ? "" : "s");
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
