package dev.vnetproof.engine;

import java.util.Map;

/**
 * Rules as Java classes.
 *
 * @param classes class files by path ({@code rules/advice/Rules1.class})
 * @param models names of the classes that hold the rules, one for each package
 */
record CompiledRules(Map<String, byte[]> classes, java.util.List<String> models) {}
