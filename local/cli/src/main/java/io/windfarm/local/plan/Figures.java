package io.windfarm.local.plan;

import io.windfarm.local.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Prices, measurements and assumptions, each with its source: complete, checked and read-only. */
final class Figures {
  /** In the place of a day: nobody has looked this price up. */
  static final String UNVERIFIED = "unverified";

  private static final String SHIPPED = "figures.yaml";

  private final String region;
  private final String currency;
  private final Map<Figure, Entry> entries;

  /**
   * A figure as the file has it.
   *
   * @param per the unit
   * @param asOf the day of a price, ISO; empty for others
   */
  record Entry(double value, String per, String source, String asOf) {}

  Figures(String region, String currency, Map<Figure, Entry> entries) {
    this.region = region;
    this.currency = currency;
    this.entries = new EnumMap<>(entries);
  }

  /** Those that come with the project. */
  static Figures shipped() {
    return FiguresReader.read(shippedText(), "the shipped figures");
  }

  /**
   * Those of a file.
   *
   * @throws Failure if it can't be read or holds faults; all of them are named
   */
  static Figures of(Path file) {
    try {
      return FiguresReader.read(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new Failure(
          "Can't read "
              + file
              + ": "
              + e
              + ". Make a file with: ./windfarm plan --print-figures > figures.yaml",
          e);
    }
  }

  /** The shipped file, comments included. */
  static String shippedText() {
    try (InputStream stream = Figures.class.getResourceAsStream(SHIPPED)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(SHIPPED + " is part of the program", e);
    }
  }

  /** The same with some others in their places. */
  Figures with(Map<Figure, Entry> others) {
    Map<Figure, Entry> all = new EnumMap<>(entries);
    all.putAll(others);
    return new Figures(region, currency, all);
  }

  double of(Figure figure) {
    return entries.get(figure).value();
  }

  Entry entry(Figure figure) {
    return entries.get(figure);
  }

  String region() {
    return region;
  }

  String currency() {
    return currency;
  }

  /** The days on which prices were seen, in words. */
  String priceDates() {
    List<String> days =
        entries.values().stream()
            .map(Entry::asOf)
            .filter(day -> !day.isEmpty() && !day.equals(UNVERIFIED))
            .sorted()
            .toList();
    long unverified =
        entries.values().stream().filter(entry -> entry.asOf().equals(UNVERIFIED)).count();
    String seen =
        days.isEmpty() ? "never seen" : "seen " + days.get(0) + " to " + days.get(days.size() - 1);
    return unverified == 0 ? seen : seen + ", " + unverified + " of them unverified";
  }
}
