package io.windfarm.local.report;

import java.util.ArrayList;
import java.util.List;

/** Whether all is well, in one sentence, and the facts that it rests on. */
record Headline(String text, List<Fact> facts) {

  /** How a fact is to be taken. */
  enum Verdict {
    OK,
    ATTENTION,
    CRITICAL,
    UNKNOWN
  }

  /**
   * One fact.
   *
   * @param name of what was looked at, such as {@code Ledger}
   * @param value in a word or number
   * @param detail one line more
   * @param sentence what the headline says of it, if it is not well
   */
  record Fact(String name, Verdict verdict, String value, String detail, String sentence) {
    /** For a terminal. */
    String line() {
      return name + ": " + value + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
  }

  /** The headline over some facts: those that are not well, the gravest first. */
  static Headline over(List<Fact> facts) {
    List<String> troubles = new ArrayList<>();
    for (Verdict verdict : List.of(Verdict.CRITICAL, Verdict.ATTENTION)) {
      facts.stream()
          .filter(fact -> fact.verdict() == verdict)
          .forEach(fact -> troubles.add(fact.sentence()));
    }
    if (!troubles.isEmpty()) {
      return new Headline(String.join(" ", troubles), facts);
    }
    boolean nothingKnown = facts.stream().allMatch(fact -> fact.verdict() == Verdict.UNKNOWN);
    return new Headline(nothingKnown ? "The lake is empty." : "All is well.", facts);
  }
}
