package io.windfarm.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
  private static double parse(String text) {
    byte[] bytes = ("1" + text + "1").getBytes(UTF_8);
    return NumberText.parse(bytes, 1, bytes.length - 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0;0",
        "-0;-0.0",
        "74.31;74.31",
        "+5;5",
        ".5;0.5",
        "5.;5",
        "007;7",
        "1e3;1000",
        "1.5E-3;0.0015",
        "1e+2;100",
        "75,8;75.8",
        "0,912;0.912",
        "-0,912;-0.912",
        "1234,567;1234.567",
        "0.8410915648541823;0.8410915648541823",
        "20.279809506572597;20.279809506572597",
        "9007199254740993;9007199254740992",
        "1e-400;0",
        "4.9e-324;4.9e-324",
        "0.000000000000000000000000000000000000001;1e-39",
        "1e22;1e22",
        "1e23;1e23",
        "1e999;Infinity",
        "-1e999;-Infinity",
        "1e99999999999;Infinity",
        "Infinity;Infinity",
        "-INF;-Infinity"
      })
  void readsDecimals(String text, double number) {
    assertThat(parse(text)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        ".",
        ",",
        "e5",
        "1e",
        "1e+",
        "1,234",
        "12,345",
        "-999,999",
        ",5",
        "5,",
        "1,2,3",
        "1.2,3",
        "1,2.3",
        "1.2.3",
        "0x1",
        "1f",
        "1d",
        "NaN",
        "1 2",
        "--1",
        "٣",
        "1_0",
        "infinite",
        "Infinity1"
      })
  void refusesWhatIsNoNumberOrMayBeTwo(String text) {
    assertThat(parse(text)).isNaN();
  }

  @Property(seed = "42")
  void agreesWithTheJdkOnWhateverItWrites(@ForAll double number) {
    assertThat(parse(Double.toString(number)))
        .isEqualTo(Double.isNaN(number) ? Double.NaN : number);
  }

  @Property(seed = "42")
  void agreesWithTheJdkOnPlainDecimals(
      @ForAll @Scale(6) @DoubleRange(min = -1e6, max = 1e6) double number,
      @ForAll @IntRange(min = -30, max = 30) int exponent) {
    String text = BigDecimal.valueOf(number).toPlainString();

    assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    assertThat(parse(text + "e" + exponent)).isEqualTo(Double.parseDouble(text + "e" + exponent));
  }

  @Property(seed = "42")
  void neverFailsOnAnyText(@ForAll String text) {
    parse(text);
  }
}
