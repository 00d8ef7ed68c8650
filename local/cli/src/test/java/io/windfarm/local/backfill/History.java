package io.windfarm.local.backfill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Random;

/**
 * Hourly CSVs of some turbines, one file a group, with spikes, gaps, words, rows that conflict and
 * rows that are broken; always the same.
 */
final class History {
  private static final int GROUPS = 3;
  private static final int TURBINES = 2;
  private static final Instant START = Instant.parse("2022-03-25T00:00:00Z");

  /** The same whenever a file is written: it is when its records arrived. */
  private static final FileTime WRITTEN = FileTime.from(Instant.parse("2022-05-01T00:00:00Z"));

  private final Path folder;
  private final int hours;

  History(Path folder, int hours) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.hours = hours;
  }

  void writeAll() throws IOException {
    writeBytes(1);
  }

  /** The first hours alone. */
  void writeRows(int hours) throws IOException {
    for (int group = 0; group < GROUPS; group++) {
      write(group, text(group, hours).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** So much of each file. */
  void writeBytes(double share) throws IOException {
    for (int group = 0; group < GROUPS; group++) {
      byte[] whole = text(group, hours).getBytes(StandardCharsets.UTF_8);
      write(group, Arrays.copyOf(whole, (int) (whole.length * share)));
    }
  }

  private void write(int group, byte[] text) throws IOException {
    Path file = folder.resolve("data_group_" + group + ".csv");
    Files.write(file, text);
    Files.setLastModifiedTime(file, WRITTEN);
  }

  private String text(int group, int hours) {
    StringBuilder text =
        new StringBuilder("timestamp,turbine_id,wind_speed,wind_direction,power_output\n");
    Random random = new Random(group);
    for (int hour = 0; hour < hours; hour++) {
      for (int turbine = 0; turbine < TURBINES; turbine++) {
        text.append(row(random, hour, group * TURBINES + turbine));
      }
    }
    return text.toString();
  }

  private static String row(Random random, int hour, int turbine) {
    String time = START.plus(hour, ChronoUnit.HOURS).toString().replace("T", " ").replace("Z", "");
    double wind = 8 + 3 * random.nextGaussian();
    String power = String.valueOf(Math.round(10 * (1 + random.nextDouble())) / 10.0);
    int luck = random.nextInt(60);
    switch (luck) {
      case 0:
        return ""; // a missing hour
      case 1:
        power = "error";
        break;
      case 2:
        power = "";
        break;
      case 3:
        power = "999";
        break;
      case 4:
        power = "4.9"; // a spike
        break;
      case 5:
        return time + "," + turbine + "\n"; // cut off
      default:
    }
    String row =
        String.format(
            java.util.Locale.ROOT, "%s,%d,%.1f,%d,%s%n", time, turbine, wind, hour % 360, power);
    return luck == 6 ? row + row : row;
  }
}
