package dev.vnetproof.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;

/** The command as fuzzing runs it: in this process, with streams like those of a terminal. */
public record Command(int code, String out, String err) {

  /** Runs the command. */
  public static Command run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new OutputStreamWriter(out, UTF_8),
            new PrintWriter(err),
            false,
            100,
            true);
    int code = Main.run(terminal, args);
    return new Command(code, out.toString(UTF_8), err.toString());
  }
}
