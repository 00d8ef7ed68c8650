package io.windfarm.local.backfill;

import io.windfarm.local.Storage;
import java.util.List;
import java.util.function.Predicate;

/** The files that hold what more input may change, in all roots of a lake, and their manifests. */
final class ProvisionalFiles implements Provisional {
  /** As the job begins their names. */
  private static final String PREFIX = "provisional-";

  private final List<String> roots;

  /**
   * @param roots folders or {@code s3://bucket/prefix}
   */
  ProvisionalFiles(List<String> roots) {
    this.roots = List.copyOf(roots);
  }

  /** Their manifests, too, begin with their names. */
  @Override
  public void delete() {
    deleteAll(name -> name.startsWith(PREFIX));
  }

  /** Deletes all that is in the roots. */
  void deleteEverything() {
    deleteAll(name -> true);
  }

  private void deleteAll(Predicate<String> byName) {
    for (String root : roots) {
      try (Storage storage = Storage.at(root)) {
        storage.deleteFiles(byName);
      }
    }
  }
}
