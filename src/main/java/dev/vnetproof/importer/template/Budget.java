package dev.vnetproof.importer.template;

/**
 * Bounds of one reading, so that no template makes it hang or fill the heap. They lie far above
 * what Azure accepts (a template of 4 MB, 800 resources and copies, 24,576 characters an
 * expression; "Template limits", Microsoft Learn, 2024-06-20).
 */
final class Budget {
  static final int MAX_COPIES = 800;

  private static final int MAX_DEPTH = 400;
  private static final int MAX_NAME = 100_000;
  static final long MAX_STEPS = 5_000_000;
  static final long MAX_NODES = 1_000_000;
  static final long MAX_CHARACTERS = 40_000_000;
  static final long MAX_SCANNED = 400_000_000;

  private final Allowance shared;
  private int depth;
  private long steps;
  private long nodes;
  private long characters;
  private long scanned;

  /** Of one template that shares with no other. */
  Budget() {
    this(new Allowance());
  }

  Budget(Allowance shared) {
    this.shared = shared;
  }

  /** A bound was reached; nothing that was read so far can be trusted to be whole. */
  static final class ExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExceededException(String message) {
      super(message, null, false, false);
    }
  }

  void enter() {
    if (++depth > MAX_DEPTH) {
      throw tooDeep();
    }
    step(1);
  }

  static ExceededException tooDeep() {
    return new ExceededException(
        "values are nested or refer to each other more than " + MAX_DEPTH + " levels deep");
  }

  void leave() {
    depth--;
  }

  void step(long count) {
    steps += count;
    if (steps > MAX_STEPS) {
      throw new ExceededException(
          "evaluation takes more than "
              + MAX_STEPS
              + " steps; expected a template of Azure's size");
    }
    shared.step(count);
  }

  /** What a resource is called, which is taken apart at each slash. */
  void name(String text) {
    if (text.length() > MAX_NAME) {
      throw new ExceededException(
          "a type, name or scope has more than "
              + MAX_NAME
              + " characters; expected a template of Azure's size");
    }
  }

  /** Before values are produced, not after: the heap is what is bounded. */
  void produce(long count) {
    nodes += count;
    if (nodes > MAX_NODES) {
      throw new ExceededException(
          "evaluation produces more than "
              + MAX_NODES
              + " values; expected a template of Azure's size");
    }
    shared.produce(count);
  }

  /**
   * Before text or a list is gone through: every look costs, whether or not something comes of it.
   *
   * @param count characters, or keys and elements that are compared
   */
  void scan(long count) {
    scanned += count;
    if (scanned > MAX_SCANNED) {
      throw new ExceededException(
          "evaluation goes through more than "
              + MAX_SCANNED
              + " characters; expected a template of Azure's size");
    }
    shared.scan(count);
  }

  void write(long count) {
    characters += count;
    if (characters > MAX_CHARACTERS) {
      throw new ExceededException(
          "evaluation produces more than "
              + MAX_CHARACTERS
              + " characters; expected a template of Azure's size");
    }
    shared.write(count);
  }
}
