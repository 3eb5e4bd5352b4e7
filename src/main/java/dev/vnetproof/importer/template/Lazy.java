package dev.vnetproof.importer.template;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value computed on first use; notices when computing it needs itself. */
final class Lazy<T> {
  private final Running running;
  private final Supplier<String> subject;
  private final Supplier<T> source;
  private @Nullable T value;
  private boolean isRunning;

  /**
   * @param subject what it is called in messages
   */
  Lazy(Running running, Supplier<String> subject, Supplier<T> source) {
    this.running = running;
    this.subject = subject;
    this.source = source;
  }

  String subject() {
    return subject.get();
  }

  boolean isRunning() {
    return isRunning;
  }

  /**
   * @param ifCyclic stands for the value where it needs itself, by the path of that cycle
   */
  T get(Function<String, T> ifCyclic) {
    T known = value;
    if (known != null) {
      return known;
    }
    if (isRunning) {
      return ifCyclic.apply(running.cycle(this));
    }
    isRunning = true;
    running.enter(this);
    try {
      T computed = source.get();
      value = computed;
      return computed;
    } finally {
      running.leave();
      isRunning = false;
    }
  }
}
