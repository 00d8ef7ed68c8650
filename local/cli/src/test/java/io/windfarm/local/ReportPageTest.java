package io.windfarm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a real browser; skipped where there is no Chromium. */
class ReportPageTest {
  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
  private static final Duration DRAWN = Duration.ofSeconds(60);

  /** How many colours a chart has, of those that a picture with nothing drawn has one. */
  private static final String COLOURS =
      """
      (() => {
        const canvas = document.querySelector('#' + arguments[0] + ' canvas');
        const pixels = new Uint32Array(
          canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
        return new Set(pixels).size;
      })()""";

  @TempDir private static Path folder;

  private static Chromium browser;
  private static List<String> firstEvents;
  private static List<String> firstConsole;

  @BeforeAll
  static void openThePage() throws Exception {
    browser = Chromium.start(folder.resolve("profile"));
    ReportedFarm.write(folder.resolve("lake"));
    write("lake", "page.html");
    browser.events();
    open("page.html");
    firstEvents = browser.events();
    firstConsole = browser.console();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void openAnew() {
    browser.driver().manage().window().setSize(new Dimension(1280, 1000));
    browser.prefer("prefers-color-scheme", "light");
    open("page.html");
  }

  @Test
  void asksForNothingButItself() throws IOException {
    List<String> requests = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (String event : firstEvents) {
      JsonNode message = new ObjectMapper().readTree(event).get("message");
      String url = message.at("/params/request/url").asText();
      switch (message.get("method").asText()) {
        case "Network.requestWillBeSent" -> requests.add(url.startsWith("data:") ? "data:" : url);
        case "Network.loadingFailed" -> failures.add(event);
        default -> {
          // Of no interest here.
        }
      }
    }

    assertThat(requests).contains(url("page.html"));
    assertThat(requests).allMatch(url -> url.equals(url("page.html")) || url.equals("data:"));
    assertThat(failures).isEmpty();
  }

  @Test
  void leavesTheConsoleEmpty() {
    assertThat(firstConsole).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alerts-chart", "sensor-chart", "quality-chart", "ledger-chart"})
  void drawsEveryChart(String chart) {
    WebElement picture = element(chart);

    assertThat((Long) browser.ask(COLOURS, chart)).isGreaterThan(10);
    assertThat(picture.getDomAttribute("role")).isEqualTo("img");
    assertThat(picture.getDomAttribute("aria-label")).hasSizeGreaterThan(20);
  }

  @Test
  void showsNamesAsTheyAre() {
    assertThat(browser.driver().getTitle()).startsWith("Wind farm report: The ledger does not");
    assertThat(browser.ask("document.images.length")).isEqualTo(0L);
    assertThat(element("turbines-table").getText()).contains(ReportedFarm.HOSTILE);
    assertThat(element("rejected-table").getText()).contains("<script>" + ReportedFarm.HOSTILE);
  }

  @Test
  void choosesTurbineAndSensorWithTheKeyboard() {
    WebElement turbine = element("sensor-turbine");
    assertThat(chartLabel())
        .isEqualTo(
            "hydraulic pressure of "
                + ReportedFarm.HOSTILE
                + ". 20 readings: 6 good, 0 uncertain, 14 bad.");

    turbine.sendKeys(Keys.END);

    assertThat(chartLabel())
        .isEqualTo("hydraulic pressure of WT-1. 20 readings: 20 good, 0 uncertain, 0 bad.");
    assertThat(browser.ask("arguments[0] === document.activeElement", turbine)).isEqualTo(true);
  }

  @Test
  void walksTheTilesWithTheArrowKeys() {
    List<WebElement> tiles = browser.driver().findElements(By.cssSelector("button.tile"));
    assertThat(tiles).hasSize(5);
    assertThat(browser.driver().findElements(By.cssSelector("button.tile[tabindex='0']")))
        .hasSize(1);

    tiles.get(0).sendKeys(Keys.ARROW_RIGHT);
    assertThat(focused()).isEqualTo("WT-2, Critical: hydraulic-pressure-loss");
    tiles.get(1).sendKeys(Keys.END);
    assertThat(focused()).startsWith("WT-4, Warning");
    tiles.get(4).sendKeys(Keys.HOME);
    tiles.get(0).sendKeys(Keys.ENTER);

    assertThat(browser.ask("document.activeElement.id")).isEqualTo("sensor-turbine");
    assertThat(chartLabel()).contains(" of WT-1.");
  }

  @Test
  void sortsAndSearchesTurbines() {
    WebElement table = element("turbines-table");
    WebElement score = table.findElement(By.xpath(".//th/button[text()='Score']"));

    score.sendKeys(Keys.ENTER);
    assertThat(firstCells(table)).startsWith("WT-3", ReportedFarm.HOSTILE);
    assertThat(score.findElement(By.xpath("..")).getDomAttribute("aria-sort"))
        .isEqualTo("ascending");

    table.findElement(By.cssSelector("input[type=search]")).sendKeys("VIBRATION");
    assertThat(firstCells(table)).containsExactly("WT-4");
  }

  @Test
  void isDarkWhereTheSystemIsAndLightAtThePressOfAKey() {
    browser.prefer("prefers-color-scheme", "dark");
    open("page.html");
    assertThat(background()).isEqualTo("rgb(20, 24, 27)");

    element("theme").sendKeys(Keys.SPACE);

    assertThat(background()).isEqualTo("rgb(251, 251, 249)");
    assertThat(element("theme").getDomAttribute("aria-pressed")).isEqualTo("false");
    assertThat((Long) browser.ask(COLOURS, "sensor-chart")).isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void keepsTheRulesOfAccessibility(String scheme) throws IOException {
    browser.prefer("prefers-color-scheme", scheme);
    open("page.html");
    browser
        .driver()
        .findElements(By.cssSelector("details > summary"))
        .forEach(summary -> summary.sendKeys(Keys.ENTER));
    try (InputStream axe = ReportPageTest.class.getResourceAsStream(AXE)) {
      browser.driver().executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
    }
    Object violations =
        browser
            .driver()
            .executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                axe.run().then(
                  (result) => done(result.violations.map(
                    (v) => v.impact + ' ' + v.id + ': ' + v.nodes.map((n) => n.html).slice(0, 3).join(' '))),
                  (error) => done(String(error)));""");

    assertThat(violations).isEqualTo(List.of());
  }

  @Test
  void fitsOnAPhone() {
    browser.driver().manage().window().setSize(new Dimension(500, 900));

    await()
        .atMost(DRAWN)
        .until(() -> ((Long) browser.ask("document.documentElement.clientWidth")) <= 500);
    assertThat((Long) browser.ask("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo((Long) browser.ask("document.documentElement.clientWidth"));
  }

  @Test
  void drawsAnEmptyLakeWithoutAComplaint() throws Exception {
    Files.createDirectories(folder.resolve("empty"));
    write("empty", "empty.html");
    browser.console();

    open("empty.html");

    assertThat(element("headline").getText()).isEqualTo("The lake is empty.");
    assertThat(element("main").getText())
        .contains("There are no turbines in the lake", "There are no alerts", "There is no ledger");
    assertThat(element("alerts-controls").isDisplayed()).isFalse();
    assertThat(element("sensor-chart").isDisplayed()).isFalse();
    assertThat(element("sensor-turbine").isDisplayed()).isFalse();
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void drawsMinutesWhereThereAreNoReadings() throws Exception {
    ReportedFarm.write(folder.resolve("minutes"));
    DataDirectory.delete(folder.resolve("minutes/readings"));
    write("minutes", "minutes.html");
    browser.console();

    open("minutes.html");
    element("turbines-table")
        .findElement(By.xpath(".//button[text()='WT-4']"))
        .sendKeys(Keys.ENTER);

    assertThat(chartLabel())
        .isEqualTo(
            "hydraulic pressure of WT-4, means of a minute."
                + " 90.0 % good, 5.0 % uncertain, 5.0 % bad, 0.0 % missing.");
    assertThat((Long) browser.ask(COLOURS, "sensor-chart")).isGreaterThan(10);
    assertThat(browser.console()).isEmpty();
  }

  /** Times from a century ago, no cadence, no farm: the lake that the questions are tested with. */
  @Test
  void drawsALakeInWhichNothingSaysWhatToExpect() throws Exception {
    WindFarmOfFive.write(Files.createDirectories(folder.resolve("five")));
    write("five", "five.html");
    browser.console();

    open("five.html");

    assertThat(element("facts").getText()).contains("no cadence known yet");
    assertThat(element("fleet").getText()).contains("unknown", "Without a farm, 1 turbine");
    assertThat(element("quality-chart").isDisplayed()).isFalse();
    assertThat(element("quality-table").getText()).contains("WT-1");
    assertThat(browser.console()).isEmpty();
  }

  private static void write(String lake, String page) {
    Outcome outcome =
        Outcome.of(
            "report",
            "--root",
            folder.resolve(lake).toString(),
            "--out",
            folder.resolve(page).toString());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }

  private static String url(String page) {
    return "file://" + folder.resolve(page);
  }

  private static void open(String page) {
    browser.driver().get(url(page));
    await()
        .atMost(DRAWN)
        .until(() -> browser.ask("document.documentElement.dataset.drawn") != null);
  }

  private static WebElement element(String id) {
    return browser.driver().findElement(By.id(id));
  }

  private static String chartLabel() {
    return element("sensor-chart").getDomAttribute("aria-label");
  }

  private static String focused() {
    return (String) browser.ask("document.activeElement.getAttribute('aria-label')");
  }

  private static String background() {
    return (String) browser.ask("getComputedStyle(document.body).backgroundColor");
  }

  private static List<String> firstCells(WebElement table) {
    return table.findElements(By.cssSelector("tbody tr td:first-child")).stream()
        .map(WebElement::getText)
        .toList();
  }
}
