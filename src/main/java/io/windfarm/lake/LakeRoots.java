package io.windfarm.lake;

import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.core.fs.Path;

/**
 * Where tables live: below one root, unless a table, or a table's rows of one region, have a root
 * of their own. Roots are URIs with a scheme; the folder of a table is {@code <root>/<table>}
 * wherever the root came from. Immutable.
 */
public final class LakeRoots {
  private final String root;
  private final Map<String, String> ofTables;
  private final Map<String, Map<String, String>> ofRegions;

  private LakeRoots(
      String root, Map<String, String> ofTables, Map<String, Map<String, String>> ofRegions) {
    this.root = root;
    this.ofTables = ofTables;
    this.ofRegions = ofRegions;
  }

  /**
   * All tables below {@code root}, such as {@code s3://bucket/lake} or {@code file:///data/lake}.
   *
   * @throws IllegalArgumentException if it is no absolute URI
   */
  public static LakeRoots at(String root) {
    return new LakeRoots(checked(root), new TreeMap<>(), new TreeMap<>());
  }

  /**
   * As configured: {@code root}, and roots beside it by what goes there, {@code <table>}, {@code
   * <region>} or {@code <table>.<region>}. The last is stronger than the second, for what has to
   * stay in a region does so whatever the table, and that than the first.
   *
   * @param regions the regions that there are
   * @throws IllegalArgumentException for anything else, or if a root is no absolute URI
   */
  public static LakeRoots of(String root, Map<String, String> beside, Collection<String> regions) {
    LakeRoots roots = at(root);
    Map<String, String> ofBoth = new TreeMap<>();
    for (Map.Entry<String, String> entry : new TreeMap<>(beside).entrySet()) {
      String what = entry.getKey();
      int dot = what.indexOf('.');
      if (TableNames.ALL.contains(what)) {
        roots = roots.with(what, entry.getValue());
      } else if (regions.contains(what)) {
        for (String table : TableNames.ALL) {
          roots = roots.with(table, what, entry.getValue());
        }
      } else if (dot > 0
          && TableNames.ALL.contains(what.substring(0, dot))
          && regions.contains(what.substring(dot + 1))) {
        ofBoth.put(what, entry.getValue());
      } else {
        throw new IllegalArgumentException(
            "lake.roots."
                + what
                + " is for no table and no region: write one of "
                + new TreeSet<>(TableNames.ALL)
                + ", one of "
                + new TreeSet<>(regions)
                + ", or both with a dot between");
      }
    }
    for (Map.Entry<String, String> entry : ofBoth.entrySet()) {
      int dot = entry.getKey().indexOf('.');
      roots =
          roots.with(
              entry.getKey().substring(0, dot),
              entry.getKey().substring(dot + 1),
              entry.getValue());
    }
    return roots;
  }

  /** These roots, but {@code table} below {@code root}. */
  public LakeRoots with(String table, String root) {
    Map<String, String> tables = new TreeMap<>(ofTables);
    tables.put(checkedTable(table), checked(root));
    return new LakeRoots(this.root, tables, ofRegions);
  }

  /**
   * These roots, but the rows of {@code table} that belong to {@code region} below {@code root}.
   */
  public LakeRoots with(String table, String region, String root) {
    Map<String, Map<String, String>> regions = new TreeMap<>(ofRegions);
    Map<String, String> roots = new TreeMap<>(regions.getOrDefault(checkedTable(table), Map.of()));
    roots.put(region, checked(root));
    regions.put(table, roots);
    return new LakeRoots(this.root, ofTables, regions);
  }

  /** The folder that holds {@code table}, but for the regions that live {@link #apart}. */
  public Path folder(String table) {
    return new Path(new Path(ofTables.getOrDefault(checkedTable(table), root)), table);
  }

  /** The folder that holds the rows of {@code table} that belong to {@code region}. */
  public Path folder(String table, String region) {
    String own = apart(table).get(region);
    return own == null ? folder(table) : new Path(new Path(own), table);
  }

  /** The regions of {@code table} that have a root of their own, and those roots. */
  public Map<String, String> apart(String table) {
    return Collections.unmodifiableMap(ofRegions.getOrDefault(checkedTable(table), Map.of()));
  }

  private static String checkedTable(String table) {
    if (!TableNames.ALL.contains(table)) {
      throw new IllegalArgumentException(
          "The lake has no table '" + table + "': name one of " + new TreeSet<>(TableNames.ALL));
    }
    return table;
  }

  private static String checked(String root) {
    String advice = ": give an absolute URI, such as s3://bucket/lake or file:///data/lake";
    if (root == null || root.trim().isEmpty()) {
      throw new IllegalArgumentException("The lake has an empty root" + advice);
    }
    Path path = new Path(root);
    URI uri = path.toUri();
    boolean isPlace = uri.getAuthority() != null || path.isAbsolute();
    if (uri.getScheme() == null || !isPlace) {
      throw new IllegalArgumentException("The lake's root '" + root + "' won't do" + advice);
    }
    return root;
  }
}
