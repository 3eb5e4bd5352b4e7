package dev.vnetproof.engine;

import java.util.function.Supplier;

/**
 * The rule engine looks for its own parts by the context class loader of the thread that calls it,
 * and remembers for ever that it found none. In a pool, a plug-in or a fat jar that loader is often
 * another one than the engine's, or none.
 */
final class ContextLoader {
  private ContextLoader() {}

  /** Does something in this thread with the loader that has loaded us, and with it the engine. */
  static <T> T ours(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ContextLoader.class.getClassLoader());
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
