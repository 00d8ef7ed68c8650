package io.windfarm.local.plan;

import io.windfarm.local.Failure;
import io.windfarm.local.NearestName;
import io.windfarm.local.plan.Figure.Section;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a file of figures and names all of its faults together. */
final class FiguresReader {
  private static final List<String> HEAD = List.of("region", "currency");
  private static final List<String> PARTS = List.of("value", "per", "source", "as-of");

  private final List<String> faults = new ArrayList<>();
  private final Map<Figure, Figures.Entry> entries = new EnumMap<>(Figure.class);

  private FiguresReader() {}

  /**
   * Reads {@code yaml}.
   *
   * @param origin names it in messages
   * @throws Failure if it is not complete and right
   */
  static Figures read(String yaml, String origin) {
    Object parsed;
    try {
      parsed = new Load(LoadSettings.builder().setLabel(origin).build()).loadFromString(yaml);
    } catch (YamlEngineException e) {
      throw new Failure(origin + " is no YAML: " + e.getMessage(), e);
    }
    FiguresReader reader = new FiguresReader();
    Figures figures = reader.figures(parsed);
    if (!reader.faults.isEmpty()) {
      throw new Failure(
          origin
              + " can't be used:\n  "
              + String.join("\n  ", reader.faults)
              + "\nCompare with: ./windfarm plan --print-figures");
    }
    return figures;
  }

  private Figures figures(Object parsed) {
    Map<?, ?> file = map("the file", parsed);
    List<String> sections =
        Stream.concat(HEAD.stream(), Arrays.stream(Section.values()).map(Section::key)).toList();
    refuseOthers("", file, sections);
    for (Section section : Section.values()) {
      Map<?, ?> named = map(section.key(), file.get(section.key()));
      List<Figure> due =
          Arrays.stream(Figure.values()).filter(figure -> figure.section() == section).toList();
      refuseOthers(section.key() + ".", named, due.stream().map(Figure::key).toList());
      due.forEach(figure -> add(figure, named.get(figure.key())));
    }
    return new Figures(text("", file, "region"), text("", file, "currency"), entries);
  }

  private void add(Figure figure, Object written) {
    String name = figure.section().key() + "." + figure.key();
    if (written == null) {
      faults.add(name + " is missing");
      return;
    }
    Map<?, ?> parts = map(name, written);
    if (parts.isEmpty()) {
      return;
    }
    refuseOthers(name + ".", parts, PARTS);
    boolean isPrice = figure.section() == Section.PRICES;
    entries.put(
        figure,
        new Figures.Entry(
            value(figure, name, parts.get("value")),
            text(name + ".", parts, "per"),
            text(name + ".", parts, "source"),
            isPrice ? date(name, parts) : ""));
  }

  private double value(Figure figure, String name, Object value) {
    double number = value instanceof Number n ? n.doubleValue() : Double.NaN;
    if (!(number >= 0) || Double.isInfinite(number) || (figure.isDivisor() && number == 0)) {
      faults.add(
          name
              + ".value has to be a number "
              + (figure.isDivisor() ? "above 0" : "of at least 0")
              + ", not "
              + value);
    }
    return number;
  }

  private String date(String name, Map<?, ?> parts) {
    String date = text(name + ".", parts, "as-of");
    try {
      return date.isEmpty() || date.equals(Figures.UNVERIFIED)
          ? date
          : LocalDate.parse(date).toString();
    } catch (DateTimeParseException e) {
      faults.add(name + ".as-of has to be a day such as 2026-09-20, or unverified, not " + date);
      return "";
    }
  }

  private String text(String prefix, Map<?, ?> parts, String key) {
    Object text = parts.get(key);
    if (text == null || text.toString().isBlank()) {
      faults.add(prefix + key + " is missing");
      return "";
    }
    return text.toString();
  }

  private Map<?, ?> map(String name, Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    faults.add(
        value == null
            ? name + " is missing"
            : name + " has to hold names and values, not " + value);
    return Map.of();
  }

  private void refuseOthers(String prefix, Map<?, ?> written, Collection<String> known) {
    for (Object key : written.keySet()) {
      String name = String.valueOf(key);
      if (!known.contains(name)) {
        faults.add(
            NearestName.to(name, known)
                .map(near -> prefix + name + " is unknown: did you mean " + near + "?")
                .orElse(
                    prefix
                        + name
                        + " is unknown: there are "
                        + known.stream().sorted().collect(Collectors.joining(", "))));
      }
    }
  }
}
