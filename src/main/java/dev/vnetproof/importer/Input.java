package dev.vnetproof.importer;

/**
 * The bytes of one file, or of standard input.
 *
 * @param name how messages and reports name it
 * @param folder the folder it was found in; Azure resources of one folder are joined together.
 *     Empty for a file that was named itself
 * @param named whether the user named the file itself: then it must be something we can read
 * @param bytes not copied; must not change
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; a copy of 100 MB helps nobody.
public record Input(String name, String folder, boolean named, byte[] bytes) {

  /** A file that the user named, or standard input. */
  public static Input named(String name, byte[] bytes) {
    return new Input(name, "", true, bytes);
  }

  /** A file that was found in a folder. */
  public static Input found(String name, String folder, byte[] bytes) {
    return new Input(name, folder, false, bytes);
  }
}
