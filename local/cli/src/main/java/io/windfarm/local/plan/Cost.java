package io.windfarm.local.plan;

import io.windfarm.local.plan.Setup.Flink;
import java.util.ArrayList;
import java.util.List;

/** A month's bill, position by position, in the order of the way that data takes. */
final class Cost {
  /**
   * @param what is paid for
   * @param amount of it, with its unit
   * @param monthly in the currency of the figures
   */
  record Line(String what, String amount, double monthly) {}

  private static final int HOURS = Fleet.HOURS_A_MONTH;
  private static final double DAYS = HOURS / 24.0;

  private final Fleet fleet;
  private final Setup setup;
  private final Figures figures;
  private final List<Line> lines = new ArrayList<>();

  private Cost(Fleet fleet, Setup setup, Figures figures) {
    this.fleet = fleet;
    this.setup = setup;
    this.figures = figures;
  }

  static List<Line> of(Plan plan, Figures figures) {
    Cost cost = new Cost(plan.fleet(), plan.setup(), figures);
    cost.lines.addAll(StreamCost.of(plan.fleet(), plan.setup(), plan.shards().needed(), figures));
    cost.flink(plan.processing());
    cost.lines.addAll(LakeCost.of(plan.tables(), plan.setup(), figures));
    cost.checkpoints(plan.processing());
    cost.rest();
    return List.copyOf(cost.lines);
  }

  private void flink(Processing processing) {
    if (setup.flink() == Flink.MANAGED) {
      long units = processing.units() + 1;
      add(
          "Flink, managed",
          units + " KPUs, one of them for orchestration",
          units * HOURS * price(Figure.MSF_KPU_HOUR));
      double storage = processing.units() * price(Figure.MSF_STORAGE_KPU_GB);
      add(
          "Flink, running storage",
          Format.number(storage) + " GB",
          storage * price(Figure.MSF_STORAGE_GB_MONTH));
    } else {
      long machines = processing.machines();
      add(
          "Flink, own machines",
          machines + " of 2 vCPU, one to spare",
          machines * HOURS * price(Figure.MACHINE_HOUR));
      double disk = machines * price(Figure.MACHINE_DISK_GB);
      add("disks", Format.number(disk) + " GB", disk * price(Figure.MACHINE_DISK_GB_MONTH));
    }
  }

  /** Where Flink is managed, they are kept by the service. */
  private void checkpoints(Processing processing) {
    if (setup.flink() == Flink.MANAGED) {
      return;
    }
    double puts =
        HOURS
            * 3_600_000.0
            / setup.checkpoints().toMillis()
            * processing.slots()
            * price(Figure.CHECKPOINT_FILES_SLOT);
    double gb = Format.gib(processing.stateBytes()) * price(Figure.CHECKPOINTS_KEPT);
    add(
        "S3, checkpoints",
        Format.number(puts) + " PUT, " + Format.number(gb) + " GB",
        puts / 1_000 * price(Figure.S3_PUT_THOUSAND) + gb * price(Figure.S3_STANDARD_GB_MONTH));
  }

  private void rest() {
    double tb = setup.scannedGbPerDay() * DAYS / 1_024;
    add(
        "Athena",
        Format.number(setup.scannedGbPerDay()) + " GB scanned a day",
        tb * price(Figure.ATHENA_TB));
    double logs = price(Figure.LOGS_GB_MONTH);
    double alarms = price(Figure.ALARMS);
    add(
        "CloudWatch",
        Format.number(logs) + " GB of logs, " + Format.number(alarms) + " alarms",
        logs * price(Figure.CLOUDWATCH_LOGS_GB) + alarms * price(Figure.CLOUDWATCH_ALARM_MONTH));
    double moved = fleet.gbPerMonth();
    add("transfer", "within the region", moved * price(Figure.TRANSFER_GB));
  }

  private double price(Figure figure) {
    return figures.of(figure);
  }

  private void add(String what, String amount, double monthly) {
    lines.add(new Line(what, amount, monthly));
  }
}
