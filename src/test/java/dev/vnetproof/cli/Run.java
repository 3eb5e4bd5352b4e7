package dev.vnetproof.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;

/** What one run of the command returned and printed. */
record Run(int code, String out, String err) {

  static Run of(String... args) {
    return withInput("", args);
  }

  static Run withInput(String input, String... args) {
    return with(new ByteArrayInputStream(input.getBytes(UTF_8)), new StringWriter(), args);
  }

  static Run with(InputStream in, Writer out, String... args) {
    StringWriter err = new StringWriter();
    Terminal terminal = new Terminal(in, out, new PrintWriter(err), false, 100, false);
    int code = Main.run(terminal, args);
    return new Run(code, out.toString(), err.toString());
  }
}
