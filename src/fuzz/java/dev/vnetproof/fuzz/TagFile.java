package dev.vnetproof.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A service tag file in Microsoft's format; its addresses are invented. */
final class TagFile {
  private static final List<String> TAGS =
      List.of(
          "ApiManagement",
          "AzureActiveDirectory",
          "AzureConnectors",
          "AzureEventGrid",
          "AzureKeyVault",
          "AzureMonitor",
          "AzureTrafficManager",
          "EventHub",
          "Sql",
          "Storage");

  private static final List<String> REGIONS = List.of("WestUS", "WestEurope", "EastUS");

  private TagFile() {}

  static Json whole() {
    Json values = Json.list();
    List<Json> cloud = new ArrayList<>();
    for (int i = 0; i < TAGS.size(); i++) {
      String start = "20." + (10 + i) + ".";
      values.children.add(
          tag(TAGS.get(i), start + "0.0/16", "2603:10" + (10 + i) + "::/48", start + "0.0/17"));
      for (int r = 0; r < REGIONS.size(); r++) {
        values.children.add(tag(TAGS.get(i) + "." + REGIONS.get(r), start + r + ".0/24"));
      }
      cloud.add(Json.text(start + "0.0/16"));
    }
    Json all = tag("AzureCloud", "20.200.0.0/16");
    all.children.get(2).children.get(5).children.addAll(cloud);
    values.children.add(all);
    return Json.object(
        Json.literal("374").named("changeNumber"),
        Json.text("Public").named("cloud"),
        values.named("values"));
  }

  private static Json tag(String name, String... prefixes) {
    Json list = Json.list();
    for (String prefix : prefixes) {
      list.children.add(Json.text(prefix));
    }
    return Json.object(
        Json.text(name).named("name"),
        Json.text(name).named("id"),
        Json.object(
                Json.literal("1").named("changeNumber"),
                Json.text("").named("region"),
                Json.literal("0").named("regionId"),
                Json.text("Azure").named("platform"),
                Json.text(name).named("systemService"),
                list.named("addressPrefixes"))
            .named("properties"));
  }

  /** Takes the addresses, the name or the rest of a tag away; says what. */
  static String lose(Json file, Choices choices) {
    Json values = file.member("values").orElseThrow();
    int index = choices.below(values.children.size());
    Json tag = values.children.get(index);
    String name = tag.member("name").map(json -> json.text).orElse("?");
    Json properties = tag.member("properties").orElse(tag);
    Json prefixes = properties.member("addressPrefixes").orElse(properties);
    int kind = choices.below(14);
    switch (kind) {
      case 0 -> prefixes.become(Json.list());
      case 1 -> prefixes.become(Json.literal("null"));
      case 2 -> prefixes.become(Json.text("20.10.0.0/16"));
      case 3 -> prefixes.become(Json.list(Json.literal("7"), Json.literal("8")));
      case 4 -> prefixes.become(Json.list(Json.text("2603:1000::/48")));
      case 5 -> prefixes.children.add(0, Json.literal("null"));
      case 6 -> prefixes.become(Json.object());
      case 7 -> properties.children.removeIf(child -> child == prefixes);
      case 8 -> properties.become(Json.literal("null"));
      case 9 -> properties.become(Json.list());
      case 10 -> tag.children.removeIf(child -> child == properties);
      case 11 -> values.children.add(index, Json.literal("null"));
      case 12 -> prefixes.become(Json.list(Json.list(Json.text("20.10.0.0/16"))));
      default -> prefixes.become(Json.list(Json.text("")));
    }
    return "kind " + kind + " at the service tag " + name;
  }

  static byte[] zipped(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Half a megabyte that unpacks to 200: a tag of 16 million prefixes. */
  static byte[] bomb() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16)) {
      String head = "{\"changeNumber\": 1, \"cloud\": \"Public\", \"values\": [";
      gzip.write(
          (head + "{\"name\": \"Sql\", \"properties\": {\"addressPrefixes\": [").getBytes(UTF_8));
      byte[] unit = "\"1.2.3.0/24\",".repeat(1 << 12).getBytes(UTF_8);
      for (int i = 0; i < 4_000; i++) {
        gzip.write(unit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
