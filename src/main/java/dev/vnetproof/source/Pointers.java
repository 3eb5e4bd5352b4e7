package dev.vnetproof.source;

/** How names stand in JSON pointers (RFC 6901, 3). */
public final class Pointers {
  private Pointers() {}

  /** The pointer to a property of what {@code parent} points to. */
  public static String child(String parent, String name) {
    return parent + "/" + escaped(name);
  }

  /** A name as one part of a pointer. */
  public static String escaped(String name) {
    return name.indexOf('~') < 0 && name.indexOf('/') < 0
        ? name
        : name.replace("~", "~0").replace("/", "~1");
  }

  /** The name that a part of a pointer stands for. */
  public static String unescaped(String part) {
    return part.indexOf('~') < 0 ? part : part.replace("~1", "/").replace("~0", "~");
  }
}
