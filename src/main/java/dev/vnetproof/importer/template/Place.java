package dev.vnetproof.importer.template;

/** A JSON pointer into the template, rendered only when someone asks for it. */
final class Place {
  static final Place ROOT = new Place();

  private final Place parent;
  private final String token;

  private Place() {
    parent = this;
    token = "";
  }

  private Place(Place parent, String token) {
    this.parent = parent;
    this.token = token;
  }

  Place child(String name) {
    return new Place(this, name);
  }

  Place child(int index) {
    return new Place(this, Integer.toString(index));
  }

  String pointer() {
    StringBuilder result = new StringBuilder();
    append(result);
    return result.toString();
  }

  private void append(StringBuilder to) {
    if (parent != this) {
      parent.append(to);
      to.append('/').append(escape(token));
    }
  }

  static String escape(String token) {
    return token.indexOf('~') < 0 && token.indexOf('/') < 0
        ? token
        : token.replace("~", "~0").replace("/", "~1");
  }

  static String unescape(String token) {
    return token.indexOf('~') < 0 ? token : token.replace("~1", "/").replace("~0", "~");
  }
}
