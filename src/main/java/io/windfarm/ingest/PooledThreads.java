package io.windfarm.ingest;

import java.lang.reflect.Field;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads of pools that belong to the TaskManager, above all those of its S3 file system. One that
 * is started for a task inherits the job's class loader as its context, and with the access control
 * context the loaders of all classes that are on the stack; the work of other jobs keeps it alive
 * long after the job. The classes of one job after another would stay with such threads, until the
 * metaspace is full and the TaskManager ends.
 */
final class PooledThreads {
  private static final Logger LOG = LoggerFactory.getLogger(PooledThreads.class);

  private PooledThreads() {}

  /** When the job's last task on this TaskManager is over, no thread keeps its class loader. */
  static void outliveTheJobOf(RuntimeContext context) {
    ClassLoader loader = context.getUserCodeClassLoader();
    context.registerUserCodeClassLoaderReleaseHookIfAbsent(
        PooledThreads.class.getName(), () -> leave(loader));
  }

  /** The parent is the TaskManager's own; the job's can't load anything more once it is closed. */
  private static void leave(ClassLoader loader) {
    Field inherited = inheritedContext();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getContextClassLoader() == loader) {
        thread.setContextClassLoader(loader.getParent());
      }
      forget(inherited, thread);
    }
  }

  /**
   * Where a thread keeps the access control context of who started it. Nobody asks for it: there is
   * no security manager in a TaskManager. Null where Java has no such field any more, or keeps it
   * to itself; Flink's own settings open it.
   */
  private static Field inheritedContext() {
    try {
      Field field = Thread.class.getDeclaredField("inheritedAccessControlContext");
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException | RuntimeException e) {
      LOG.debug("Threads keep the access control context of who started them", e);
      return null;
    }
  }

  private static void forget(Field inherited, Thread thread) {
    try {
      if (inherited != null) {
        inherited.set(thread, null);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("A field that was made accessible is not", e);
    }
  }
}
