package dev.vnetproof.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots that come one by one are told of as those that are read all at once. */
class StreamedCheckTest {
  /** Taken for Azure's: with it, nothing comes one by one. */
  private static final String OTHER = "{ \"id\": \"/none\", \"name\": \"left-pad\" }";

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "ndjson"})
  void the_same_bytes_as_all_at_once(String format) throws IOException {
    Files.writeString(folder.resolve("a.ndjson"), lines(0, 30));
    Snapshots.write(folder, "b.json", Snapshots.undetermined("b"));
    Snapshots.write(folder, "c.json", Snapshots.advised("c"));
    Run one = Run.of("check", "-f" + format, "-j1", "--no-color", folder.toString());
    Run four = Run.of("check", "-f" + format, "-j4", "--no-color", folder.toString());
    Snapshots.write(folder, "package.json", OTHER);
    Run whole = Run.of("check", "-f" + format, "--no-color", folder.toString());
    assertThat(four).isEqualTo(one);
    assertThat(environments(one)).isEqualTo(environments(whole));
    assertThat(one.code()).isEqualTo(whole.code()).isEqualTo(1);
  }

  @Test
  void lines_come_in_the_order_of_the_input() {
    String input = line(Snapshots.fine("z")) + line(Snapshots.fine("a")) + lines(0, 50);
    Run run = Run.withInput(input, "check", "-fndjson", "-j4", "-");
    assertThat(names(run.out())).hasSize(52).startsWith("z", "a", "s000").endsWith("s049");
  }

  @Test
  void a_bad_line_stops_nothing() {
    String input =
        lines(0, 20)
            + "{ \"snapshot\": \"1\", \n"
            + line("{ \"snapshot\": \"1\" }")
            + lines(20, 40);
    Run run = Run.withInput(input, "check", "-fndjson", "-");
    assertThat(run.code()).isEqualTo(3);
    assertThat(names(run.out())).hasSize(40);
    assertThat(run.err()).contains("-:21:").contains("-:22:");
    Run json = Run.withInput(input, "check", "-fjson", "-");
    assertThat(json.out()).contains("\"line\": 21").contains("\"line\": 22");
  }

  @Test
  void resources_among_the_lines_are_joined_in_the_end() {
    Run run = Run.withInput(lines(0, 3) + OTHER + "\n" + lines(3, 4), "check", "-fndjson", "-");
    assertThat(names(run.out())).hasSize(4);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("-:4:1: holds nothing to evaluate");
  }

  @Test
  void exit_codes_are_those_of_all_lines() {
    String fine = line(Snapshots.fine("a")) + line(Snapshots.fine("b"));
    String open = fine + line(Snapshots.undetermined("c"));
    assertThat(Run.withInput(fine, "check", "-").code()).isZero();
    assertThat(Run.withInput(open, "check", "-").code()).isZero();
    assertThat(Run.withInput(open, "check", "--fail-on", "undetermined", "-").code()).isEqualTo(4);
    assertThat(Run.withInput(open + lines(0, 2), "check", "--fail-on", "undetermined", "-").code())
        .isEqualTo(1);
    assertThat(Run.withInput(open + lines(0, 2), "check", "--fail-on", "never", "-").code())
        .isZero();
  }

  @Test
  void a_file_is_the_same_as_standard_output() throws IOException {
    Path file = folder.resolve("report");
    Run out = Run.withInput(lines(0, 9), "check", "-fjson", "-");
    Run toFile = Run.withInput(lines(0, 9), "check", "-fjson", "-o", file.toString(), "-");
    assertThat(toFile.out()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(out.out());
  }

  /** Of what a pipe gives, no more is taken before it is written than a few lines and buffers. */
  @Test
  void what_was_written_is_not_kept() {
    AtomicInteger given = new AtomicInteger();
    AtomicInteger written = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    int count = 3_000;
    byte[] line = line(Snapshots.violated("s")).getBytes(UTF_8);
    InputStream pipe =
        new InputStream() {
          private int at;

          @Override
          public int read() {
            throw new UnsupportedOperationException();
          }

          @Override
          public int read(byte[] to, int offset, int length) {
            if (given.get() == count) {
              return -1;
            }
            int some = Math.min(length, line.length - at);
            System.arraycopy(line, at, to, offset, some);
            at = (at + some) % line.length;
            if (at == 0) {
              most.accumulateAndGet(given.incrementAndGet() - written.get(), Math::max);
            }
            return some;
          }
        };
    Writer out =
        new StringWriter() {
          @Override
          public void write(String text) {
            written.incrementAndGet();
          }
        };
    Run run = Run.with(pipe, out, "check", "-fndjson", "-j2", "--fail-on", "never", "-");
    assertThat(run.code()).isZero();
    assertThat(written.get()).isEqualTo(count);
    assertThat(most.get()).isLessThan(8 + 2 + (1 << 17) / line.length);
  }

  /** Without the head of a JSON report, which names all files. */
  private static String environments(Run run) {
    return run.out().substring(Math.max(run.out().indexOf("\"snapshots\": ["), 0));
  }

  private static List<String> names(String ndjson) {
    return ndjson
        .lines()
        .map(line -> line.replaceAll("^\\{\"name\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  /** Snapshots with names that sort as they come. */
  private static String lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> line(Snapshots.violated("s%03d".formatted(i))))
        .collect(Collectors.joining());
  }

  private static String line(String snapshot) {
    return snapshot.replace("\n", " ") + "\n";
  }
}
