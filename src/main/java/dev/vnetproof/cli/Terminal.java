package dev.vnetproof.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vnetproof.report.PlainText;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * The streams and manners of the place the command runs in.
 *
 * @param out results
 * @param err everything else
 * @param colour whether people look at {@code out} and want colours
 * @param width of a line in characters
 * @param debug whether a fault of ours is told with all its details
 */
record Terminal(
    InputStream in, Writer out, PrintWriter err, boolean colour, int width, boolean debug) {
  private static final int DEFAULT_WIDTH = 100;
  private static final int NARROWEST = 40;

  static Terminal system() {
    OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
    return new Terminal(
        System.in,
        new OutputStreamWriter(out, UTF_8),
        new PrintWriter(new OutputStreamWriter(System.err, UTF_8), true),
        System.console() != null && Ansi.AUTO.enabled(),
        width(System.getenv("COLUMNS")),
        "1".equals(System.getenv("VNETPROOF_DEBUG")));
  }

  private static int width(@Nullable String columns) {
    try {
      return columns == null
          ? DEFAULT_WIDTH
          : Math.max(NARROWEST, Integer.parseInt(columns.strip()));
    } catch (NumberFormatException e) {
      return DEFAULT_WIDTH;
    }
  }

  /**
   * Writes a result. A reader that has seen enough and closed the pipe is no error, and the work
   * goes on: its exit code is that of all inputs.
   */
  void write(Output.Content content) throws IOException {
    Writer open = new UntilClosed(out);
    content.writeTo(open);
    open.flush();
  }

  /** Writes nothing more once the pipe is closed. */
  private static final class UntilClosed extends Writer {
    private final Writer out;
    private boolean closed;

    UntilClosed(Writer out) {
      this.out = out;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      unlessClosed(() -> out.write(text, offset, length));
    }

    @Override
    public void write(String text) throws IOException {
      unlessClosed(() -> out.write(text));
    }

    @Override
    public void flush() throws IOException {
      unlessClosed(out::flush);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }

    private void unlessClosed(Step step) throws IOException {
      try {
        if (!closed) {
          step.run();
        }
      } catch (IOException e) {
        if (!String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe")) {
          throw e;
        }
        closed = true;
      }
    }

    @FunctionalInterface
    private interface Step {
      void run() throws IOException;
    }
  }

  /** One line about something that went wrong. */
  void error(String line) {
    err.println(PlainText.of(line));
  }

  /** Something of ours broke: one line that asks to report it. */
  void fault(String place, Throwable fault) {
    error(
        "vnetproof: "
            + (place.isEmpty() ? "" : place + ": ")
            + "this is a fault of ours, not of your input; please report it, with what"
            + " VNETPROOF_DEBUG=1 prints");
    details(fault);
  }

  /** Where something came from, for whoever asks for it. */
  void details(Throwable fault) {
    if (debug) {
      fault.printStackTrace(err);
    }
  }
}
