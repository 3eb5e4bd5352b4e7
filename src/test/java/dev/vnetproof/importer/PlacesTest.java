package dev.vnetproof.importer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vnetproof.importer.Places.Found;
import dev.vnetproof.model.EnvironmentSnapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final String SNAPSHOT =
      "{\"snapshot\":\"1\",\"deployment\":{},\"locations\":[{\"region\":\"westus\"}]}";

  private static Imported read(String name, String text) {
    return Importer.standard().read(List.of(Input.named(name, text.getBytes(UTF_8))));
  }

  @Test
  void a_part_of_a_native_snapshot_stands_at_its_pointer() {
    Imported read = read("prod.json", SNAPSHOT.replace("{\"region\"", "\n  {\"region\""));

    assertThat(places(read, 0, "/locations/0/region", "/locations/0/dns"))
        .isEqualTo(
            Map.of(
                "/locations/0/region", new Found("prod.json", "/locations/0/region", 2, 13),
                "/locations/0/dns", new Found("prod.json", "/locations/0/dns", 2, 3)));
  }

  @Test
  void every_line_of_ndjson_has_places_of_its_own() {
    Imported read = read("fleet.ndjson", "\n" + SNAPSHOT + "\n\n" + SNAPSHOT + "\n");

    assertThat(read.problems()).isEmpty();
    assertThat(places(read, 0, "/locations/0"))
        .isEqualTo(Map.of("/locations/0", new Found("fleet.ndjson", "/locations/0", 2, 46)));
    assertThat(places(read, 1, "/locations/0"))
        .isEqualTo(Map.of("/locations/0", new Found("fleet.ndjson", "/locations/0", 4, 46)));
  }

  @Test
  void what_stands_in_no_known_input_has_no_place() {
    Imported read = read("prod.json", SNAPSHOT);

    assertThat(places(read, 0, "nsg.json#/properties")).isEmpty();
    assertThat(Places.NONE.of(read.snapshots().get(0), List.of("/locations/0"))).isEmpty();
  }

  private static Map<String, Found> places(Imported read, int index, String... pointers) {
    EnvironmentSnapshot snapshot = read.snapshots().get(index);
    return read.sources().places().of(snapshot, List.of(pointers));
  }
}
