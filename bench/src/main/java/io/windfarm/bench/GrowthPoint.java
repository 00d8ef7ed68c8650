package io.windfarm.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A place on a curve: what is sent there, and what it is sent to.
 *
 * @param curve that it belongs to
 * @param name by which it can be asked for, of its curve: {@code 300-rocksdb}
 * @param at the place on it, in words
 * @param workloads that are sent, side by side in event time; the first has all turbines
 * @param recast what is made of their lines
 * @param cores that the whole run may use; 0 for all
 * @param control true if it is not the job that is measured, but {@link CoresControl}
 */
record GrowthPoint(
    String curve,
    String name,
    String at,
    List<Workload> workloads,
    Recast recast,
    Terms terms,
    int cores,
    boolean control) {
  /** With events as they are, and all cores. */
  static GrowthPoint of(String curve, String name, String at, Workload workload, Terms terms) {
    return new GrowthPoint(curve, name, at, List.of(workload), Recast.NONE, terms, 0, false);
  }

  /** The same with lines of another kind. */
  GrowthPoint recast(Recast other) {
    return new GrowthPoint(curve, name, at, workloads, other, terms, cores, control);
  }

  /** The same on so many cores. */
  GrowthPoint onCores(int count) {
    return new GrowthPoint(curve, name, at, workloads, recast, terms, count, control);
  }

  /** What the machine gives, in the place of the job. */
  GrowthPoint asControl() {
    return new GrowthPoint(curve, name, at, workloads, recast, terms, cores, true);
  }

  /** What it is asked for by among all: {@code turbines/300-rocksdb}. */
  String path() {
    return curve + "/" + name;
  }

  /** Turbines and sensors: what state is kept by. */
  long keys() {
    return workloads.get(0).keys();
  }

  /** All events, as they are sent. */
  Input input(Path folder) throws IOException, InterruptedException {
    return recast.of(plain(folder));
  }

  /** All events, as the simulators write them. */
  private Input plain(Path folder) throws IOException, InterruptedException {
    Input all = Input.of(workloads.get(0), folder);
    for (Workload more : workloads.subList(1, workloads.size())) {
      all = all.mergedWith(Input.of(more, folder));
    }
    return all;
  }
}
