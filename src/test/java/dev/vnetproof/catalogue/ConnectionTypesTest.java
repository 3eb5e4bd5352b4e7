package dev.vnetproof.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConnectionTypesTest {
  @Test
  void every_type_of_the_reference_shows_a_requirement_of_the_catalogue_at_work() {
    assertThat(ConnectionTypes.all()).hasSize(13);
    assertThat(Catalogue.builtIn().requirements().keySet())
        .containsAll(ConnectionTypes.all().values());
  }

  @Test
  void types_are_known_in_any_case() {
    assertThat(ConnectionTypes.requirement("BLOBSTORAGE")).contains("ports.storage");
    assertThat(ConnectionTypes.requirement("ApiManagement Control Plane - inbound"))
        .contains("ports.management-endpoint");
  }

  @Test
  void what_no_requirement_is_about_shows_none() {
    assertThat(
            Stream.of("InternalCache", "SourceControl", "Email", "")
                .flatMap(type -> ConnectionTypes.requirement(type).stream()))
        .isEmpty();
  }
}
