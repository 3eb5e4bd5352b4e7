package dev.vnetproof.report;

/** Marks of a terminal that give text a colour. */
enum Style {
  BAD("31;1"),
  OPEN("33;1"),
  ADVICE("36"),
  GOOD("32"),
  STRONG("1"),
  FAINT("2");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String paint(String text, boolean colour) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
