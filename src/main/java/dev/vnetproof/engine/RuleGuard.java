package dev.vnetproof.engine;

import java.util.regex.Pattern;

/**
 * Called by the compiled code of own rules, into which the engine puts these calls: in every loop,
 * around every fact that is inserted and every text that a pattern searches. Not for any other use.
 */
public final class RuleGuard {
  private static final ThreadLocal<OwnRun> RUN = new ThreadLocal<>();

  private RuleGuard() {}

  static void begin(OwnRun run) {
    RUN.set(run);
  }

  static void end() {
    RUN.remove();
  }

  /** A step of a rule: stops it when its time is over or its thread is interrupted. */
  public static void tick(String type) {
    OwnRun run = RUN.get();
    if (run != null) {
      run.tick(type);
    }
  }

  /** A fact that a rule inserts: refuses what own rules may not insert. */
  public static Object inserted(Object fact, String type) {
    OwnRun run = RUN.get();
    if (run != null) {
      run.inserted(fact, type);
    }
    return fact;
  }

  /** A text that a pattern searches, which may take for ever. */
  public static CharSequence searched(CharSequence text, String type) {
    return new Searched(text, type);
  }

  /** {@link String#matches}, which may take for ever. */
  public static boolean matches(String text, String pattern, String type) {
    return Pattern.compile(pattern).matcher(searched(text, type)).matches();
  }

  private record Searched(CharSequence text, String type) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      tick(type);
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Searched(text.subSequence(start, end), type);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
