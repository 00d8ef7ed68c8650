package io.windfarm.ingest;

import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * Threads of pools that belong to the TaskManager, above all those of its S3 file system. One that
 * is started for a task inherits the job's class loader as its context, and the work of other jobs
 * keeps it alive long after the job. The classes of one job after another would stay with such
 * threads, until the metaspace is full and the TaskManager ends.
 */
final class PooledThreads {
  private PooledThreads() {}

  /** When the job's last task on this TaskManager is over, no thread keeps its class loader. */
  static void outliveTheJobOf(RuntimeContext context) {
    ClassLoader loader = context.getUserCodeClassLoader();
    context.registerUserCodeClassLoaderReleaseHookIfAbsent(
        PooledThreads.class.getName(), () -> leave(loader));
  }

  /** The parent is the TaskManager's own; the job's can't load anything more once it is closed. */
  private static void leave(ClassLoader loader) {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getContextClassLoader() == loader) {
        thread.setContextClassLoader(loader.getParent());
      }
    }
  }
}
