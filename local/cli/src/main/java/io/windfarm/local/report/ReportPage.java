package io.windfarm.local.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The page: {@code report.html} with style, scripts and data in it. Its policy lets no script run
 * but these, known by their digests, and loads nothing from anywhere.
 */
final class ReportPage {
  /** The version is that of the dependency. */
  private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private ReportPage() {}

  static String of(Answers answers, Headline headline) throws SQLException, IOException {
    String charts = Answers.text(CHARTS).strip();
    String script = Answers.text("report.js").strip();
    refuseEndOfScript(charts);
    refuseEndOfScript(script);
    Map<String, String> parts =
        Map.of(
            "policy", policy(charts, script),
            "style", Answers.text("report.css").strip(),
            "data", data(answers, headline),
            "days", days(answers),
            "charts", charts,
            "script", script);
    Matcher places = PLACE.matcher(Answers.text("report.html"));
    return places.replaceAll(
        (MatchResult place) -> Matcher.quoteReplacement(parts.get(place.group(1))));
  }

  private static String policy(String... scripts) {
    StringBuilder policy = new StringBuilder("default-src 'none'; script-src");
    for (String script : scripts) {
      policy.append(" 'sha256-").append(digest(script)).append('\'');
    }
    // Charts are styled by attribute. Nothing of the data ever becomes markup.
    return policy
        .append("; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'")
        .toString();
  }

  private static String digest(String script) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void refuseEndOfScript(String script) {
    if (script.contains("</script") || script.contains("<!--")) {
      throw new IllegalStateException("A script of the page would end before its end.");
    }
  }

  private static String data(Answers answers, Headline headline) throws SQLException, IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setCharacterEscapes(new ForScriptElements());
      json.writeStartObject();
      json.writeStringField("headline", headline.text());
      json.writeArrayFieldStart("facts");
      for (Headline.Fact fact : headline.facts()) {
        json.writeStartObject();
        json.writeStringField("name", fact.name());
        json.writeStringField("verdict", fact.verdict().name());
        json.writeStringField("value", fact.value());
        json.writeStringField("detail", fact.detail());
        json.writeEndObject();
      }
      json.writeEndArray();
      answers.writeTo(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  /** The bulk of the page: packed, and unpacked by the browser when all else is drawn. */
  private static String days(Answers answers) throws SQLException, IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed);
        JsonGenerator json = new JsonFactory().createGenerator(gzip)) {
      json.writeStartObject();
      answers.sensorDays().writeTo(json);
      json.writeEndObject();
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  /** Leaves no character in JSON that could end a script element or begin a comment in it. */
  private static final class ForScriptElements extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      for (char c : "<>&".toCharArray()) {
        codes[c] = ESCAPE_STANDARD;
      }
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      return null; // All escapes are standard ones.
    }
  }
}
