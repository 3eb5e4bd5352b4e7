package dev.vnetproof.importer.template;

/**
 * What the evaluation of all templates of one input may take together: each of ten thousand small
 * ones is within the bounds of one template, and all of them take hours.
 */
public final class Allowance {
  /** Of what one template may take. */
  private static final long TEMPLATES = 4;

  private long steps;
  private long nodes;
  private long characters;
  private long scanned;

  private static void require(boolean within) {
    if (!within) {
      throw new Budget.ExceededException(
          "evaluation of all templates of this input takes more than "
              + TEMPLATES
              + " templates may take; expected fewer, or smaller ones");
    }
  }

  void step(long count) {
    steps += count;
    require(steps <= TEMPLATES * Budget.MAX_STEPS);
  }

  void produce(long count) {
    nodes += count;
    require(nodes <= TEMPLATES * Budget.MAX_NODES);
  }

  void scan(long count) {
    scanned += count;
    require(scanned <= TEMPLATES * Budget.MAX_SCANNED);
  }

  void write(long count) {
    characters += count;
    require(characters <= TEMPLATES * Budget.MAX_CHARACTERS);
  }
}
