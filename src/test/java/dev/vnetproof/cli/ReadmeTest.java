package dev.vnetproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The first thing that a newcomer runs prints what the README shows. */
class ReadmeTest {
  private static final String COMMAND = "$ ./vnetproof check --quiet fixtures/sql-port-1443\n";

  @Test
  void the_quick_start_prints_what_it_shows() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int start = readme.indexOf(COMMAND);
    assertThat(start).as(COMMAND).isNotNegative();
    start += COMMAND.length();

    Run run = Run.of("check", "--quiet", "fixtures/sql-port-1443");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out().strip())
        .isEqualTo(readme.substring(start, readme.indexOf("```", start)).strip());
  }
}
