package dev.vnetproof.importer;

import dev.vnetproof.source.InputBytes;

/**
 * One file, or standard input.
 *
 * @param name how messages and reports name it
 * @param folder the folder it was found in; Azure resources of one folder are joined together.
 *     Empty for a file that was named itself
 * @param named whether the user named the file itself: then it must be something we can read
 */
public record Input(String name, String folder, boolean named, InputBytes bytes) {

  /** A file that the user named, or standard input. */
  public static Input named(String name, InputBytes bytes) {
    return new Input(name, "", true, bytes);
  }

  /** The same, in memory. */
  public static Input named(String name, byte[] bytes) {
    return named(name, InputBytes.of(bytes));
  }

  /** A file that was found in a folder. */
  public static Input found(String name, String folder, InputBytes bytes) {
    return new Input(name, folder, false, bytes);
  }

  /** The same, in memory. */
  public static Input found(String name, String folder, byte[] bytes) {
    return found(name, folder, InputBytes.of(bytes));
  }
}
