package io.windfarm.lake;

import java.util.Objects;

/**
 * Partition paths below a table's root, such as {@code region=eu-west-1/year=2026/month=11/day=20}.
 * Remembers the paths it made lately, since rows of one partition come in crowds; the memory is a
 * fixed number of slots, whatever regions and times come. Not thread-safe.
 */
final class PartitionPaths {
  /** Where rows go that name no region. */
  static final String NO_REGION = "unknown";

  /** A power of two; sixteen regions times sixteen hours. */
  private static final int SLOTS = 256;

  private final Grain grain;
  private final String[] regions = new String[SLOTS];
  private final long[] indexes = new long[SLOTS];
  private final String[] paths = new String[SLOTS];

  /** Where the latest row went, from when to before when: the next mostly goes there too. */
  private String latestRegion;

  private long from;
  private long to;
  private String latest;

  PartitionPaths(Grain grain) {
    this.grain = grain;
  }

  /** The name under which {@code region} has its partitions. */
  static String nameOf(String region) {
    return region == null || region.isEmpty() ? NO_REGION : region;
  }

  String pathOf(String region, long epochMillis) {
    if (epochMillis < from || epochMillis >= to || !Objects.equals(region, latestRegion)) {
      long index = grain.indexOf(epochMillis);
      latest = lookUp(nameOf(region), index);
      latestRegion = region;
      from = grain.start(index);
      to = grain.start(index + 1);
    }
    return latest;
  }

  private String lookUp(String name, long index) {
    int slot = (31 * name.hashCode() + Long.hashCode(index)) & (SLOTS - 1);
    if (indexes[slot] != index || !Objects.equals(regions[slot], name)) {
      regions[slot] = name;
      indexes[slot] = index;
      paths[slot] = "region=" + PathSegment.encode(name) + '/' + grain.path(index);
    }
    return paths[slot];
  }
}
