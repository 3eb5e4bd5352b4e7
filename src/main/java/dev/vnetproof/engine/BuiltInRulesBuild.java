package dev.vnetproof.engine;

/** Compiles the built-in rules at build time. */
final class BuiltInRulesBuild {
  public static void main(String[] args) {}
}
