package dev.vnetproof.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vnetproof.model.Cloud;
import dev.vnetproof.model.ServiceTag;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.proof.tag.ServiceTags;
import dev.vnetproof.space.AddressSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Microsoft's file is read as strictly as any input: a prefix that is lost makes a tag smaller. */
class ServiceTagsTest {

  @Test
  void a_file_is_read_plain_and_gzip() throws IOException {
    byte[] file = tags("[\"13.71.195.0/24\", \"2603:1000::/40\"]").getBytes(UTF_8);
    for (byte[] bytes : List.of(file, gzip(file))) {
      assertThat(read(bytes).prefixes(Cloud.AZURE_PUBLIC, ServiceTag.of("sql")))
          .contains(AddressSet.parse("13.71.195.0/24"));
    }
  }

  @Test
  void a_tag_of_ipv6_alone_has_no_addresses_and_one_without_prefixes_is_not_known() {
    assertThat(sql("[\"2603:1000::/40\"]")).contains(AddressSet.EMPTY);
    assertThat(sql("[]")).isEmpty();
  }

  @Test
  void a_tag_of_private_space_alone_has_no_addresses() {
    assertThat(sql("[\"10.0.0.0/8\", \"169.254.169.254/32\"]")).contains(AddressSet.EMPTY);
    assertThat(sql("[\"10.0.0.0/8\", \"13.71.195.0/24\"]"))
        .contains(AddressSet.parse("10.0.0.0/8").union(AddressSet.parse("13.71.195.0/24")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "~13.71.195.0/24~ | /values/0/properties/addressPrefixes: `13.71.195.0/24` stands here;"
            + " expected a list of prefixes",
        "null | /values/0/properties/addressPrefixes: `null` stands here; expected a list of"
            + " prefixes",
        "{'a': ['b']} | /values/0/properties/addressPrefixes: an object stands here; expected a"
            + " list of prefixes",
        "[null, '13.71.195.0/24'] | /values/0/properties/addressPrefixes/0: `null` stands here;"
            + " expected a prefix",
        "['13.71.195.0/24', 7] | /values/0/properties/addressPrefixes/1: `7` stands here; expected"
            + " a prefix",
        "[['13.71.195.0/24']] | /values/0/properties/addressPrefixes/0: a list stands here;"
            + " expected a prefix",
        "['13.71.195.0/33'] | /values/0/properties/addressPrefixes/0: `13.71.195.0/33` has no"
            + " prefix length from 0 to 32 behind the slash; expected a prefix",
        "['13.71.195.0/24:'] | /values/0/properties/addressPrefixes/0: `13.71.195.0/24:` has no"
            + " prefix length from 0 to 32 behind the slash; expected a prefix",
        "['13.71.195.0-13.71.195.9'] | /values/0/properties/addressPrefixes/0:"
            + " `13.71.195.0-13.71.195.9` stands here; expected a prefix",
        "['*'] | /values/0/properties/addressPrefixes/0: `*` is not an IP address or a prefix;"
            + " expected a prefix",
      })
  void prefixes_are_a_list_of_prefixes(String prefixes, String problem) {
    assertThat(problems(tags(prefixes.replace('\'', '"').replace('~', '"'))))
        .singleElement()
        .asString()
        .startsWith("tags.json:")
        .endsWith(" " + problem);
  }

  @Test
  void what_is_behind_a_bad_tag_is_told_too() {
    assertThat(
            problems(
                """
                { "changeNumber": 1, "cloud": "Public", "values": [
                  null,
                  { "name": 7, "properties": {} },
                  { "properties": [] },
                  { "name": "Sql", "properties": { "addressPrefixes": [] } },
                  { "name": "sql", "properties": { "addressPrefixes": [], "addressPrefixes": [] } }
                ] }
                """))
        .containsExactly(
            "tags.json:2:3 /values/0: `null` stands here; expected a tag",
            "tags.json:3:13 /values/1/name: `7` stands here; expected the name of a tag",
            "tags.json:3:30 /values/1/properties: has no `addressPrefixes`; expected a list of"
                + " prefixes",
            "tags.json:4:19 /values/2/properties: a list stands here; expected the properties of a"
                + " tag",
            "tags.json:4:3 /values/2: has no `name`; expected a tag",
            "tags.json:6:78 /values/4/properties/addressPrefixes: stands here twice; expected one",
            "tags.json:6:3 /values/4: the tag `sql` stands here twice; expected one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | tags.json:1:1: is not a JSON object; expected Microsoft's service tag file",
        "{} | tags.json:1:1: has no `cloud`; expected Microsoft's service tag file",
        "{'cloud': 'Public', 'values': {}} | tags.json:1:31 /values: an object stands here;"
            + " expected a list of tags",
        "{'cloud': 'Mars', 'values': []} | tags.json:1:11 /cloud: `Mars` stands here; expected"
            + " Public, AzureGovernment or China",
        "{'cloud': 'Public', 'values': []} {} | tags.json:1:35: goes on behind its end; expected"
            + " Microsoft's service tag file",
        "{'cloud': 'Public', 'values': [ | tags.json:1:32: is not JSON here; expected Microsoft's"
            + " service tag file",
      })
  void another_file_is_refused(String text, String problem) {
    assertThat(problems(text.replace('\'', '"'))).first().asString().isEqualTo(problem);
  }

  @Test
  void damaged_and_endless_gzip_is_told_as_that() throws IOException {
    byte[] whole = gzip(tags("[\"13.71.195.0/24\"]").getBytes(UTF_8));
    assertThat(problems(Arrays.copyOf(whole, whole.length - 12)))
        .containsExactly(
            "tags.json: is a damaged gzip file; expected Microsoft's service tag file");
    byte[] bomb = gzip(("{" + " ".repeat(40 << 20) + "}").getBytes(UTF_8));
    assertThat(bomb).hasSizeLessThan(100_000);
    assertThat(problems(bomb))
        .containsExactly(
            "tags.json: is larger than 32 MB; expected Microsoft's service tag file, which has"
                + " some 5 MB");
  }

  @Test
  void no_more_than_a_hundred_problems_are_told() {
    assertThat(problems(tags("[" + "null,".repeat(5_000) + "null]"))).hasSize(100);
  }

  private static Optional<AddressSet> sql(String prefixes) {
    return read(tags(prefixes).getBytes(UTF_8)).prefixes(Cloud.AZURE_PUBLIC, ServiceTag.of("Sql"));
  }

  private static String tags(String prefixes) {
    return """
    { "changeNumber": 1, "cloud": "Public", "values": [
      { "name": "Sql", "id": "Sql", "properties": { "addressPrefixes": %s } } ] }
    """
        .formatted(prefixes);
  }

  private static List<String> problems(String text) {
    return problems(text.getBytes(UTF_8));
  }

  private static List<String> problems(byte[] bytes) {
    return catchThrowableOfType(SnapshotException.class, () -> read(bytes)).problems().stream()
        .map(Object::toString)
        .toList();
  }

  private static ServiceTags read(byte[] bytes) {
    return ServiceTags.none().with("tags.json", new ByteArrayInputStream(bytes));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(to)) {
      gzip.write(bytes);
    }
    return to.toByteArray();
  }
}
