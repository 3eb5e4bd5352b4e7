package dev.vnetproof.importer.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnapshotWriterTest {
  @Test
  void a_complete_snapshot_is_written_as_it_was_read() {
    assertThat(new SnapshotWriter().write(Samples.read(Samples.complete())))
        .isEqualTo(Samples.complete());
  }

  @Test
  void the_least_snapshot_stays_unknown() {
    assertThat(new SnapshotWriter().write(Samples.read("{\"snapshot\":\"1\",\"locations\":[{}]}")))
        .isEqualTo(
            """
            {
              "snapshot": "1",
              "name": "in.json",
              "deployment": {
                "name": "in.json"
              },
              "locations": [
                {
                  "primary": true
                }
              ]
            }
            """);
  }
}
