package dev.vnetproof.importer.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.importer.noun.AddressTexts;
import dev.vnetproof.importer.noun.Words;
import dev.vnetproof.model.Datum;
import dev.vnetproof.model.Direction;
import dev.vnetproof.model.RuleAddresses;
import dev.vnetproof.model.SecurityAdminRule;
import dev.vnetproof.space.PortSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a security admin rule of Virtual Network Manager. */
final class SecurityAdminRuleReader {
  private SecurityAdminRuleReader() {}

  static SecurityAdminRule rule(Fields fields) {
    fields.remark("description");
    SecurityAdminRule rule =
        new SecurityAdminRule(
            fields.requiredText("name"),
            fields.text("ruleCollection").orElse(""),
            fields.requiredInteger("priority", 0, SecurityAdminRule.MAX_PRIORITY),
            fields.requiredWord("direction", Words.DIRECTION, Direction.INBOUND),
            fields.word("access", Words.ADMIN_ACCESS),
            fields.word("protocol", Words.PROTOCOL),
            addresses(fields, "sources"),
            ports(fields, "sourcePortRanges"),
            addresses(fields, "destinations"),
            ports(fields, "destinationPortRanges"),
            fields.pointer);
    fields.end();
    return rule;
  }

  /** A side that names nothing is not known: Azure wants at least {@code *}. */
  private static Datum<RuleAddresses> addresses(Fields fields, String name) {
    AddressTexts texts = new AddressTexts();
    return fields
            .list(name, (value, at) -> address(fields, texts, value, at))
            .orElse(List.of())
            .isEmpty()
        ? Datum.unknownAt(fields.at(name))
        : Datum.known(texts.addresses());
  }

  /** A text, or the object that Azure returns for it. */
  private static @Nullable String address(
      Fields fields, AddressTexts texts, JsonNode value, String at) {
    JsonNode prefix = value.isObject() ? value.get("addressPrefix") : value;
    JsonNode type = value.isObject() ? value.get("addressPrefixType") : null;
    if (prefix == null || !prefix.isTextual() || type != null && !type.isTextual()) {
      fields.problems.structural(at);
      return null;
    }
    return fields.take(prefix, at, texts::add);
  }

  private static Datum<PortSet> ports(Fields fields, String name) {
    PortTexts texts = new PortTexts(fields.problems);
    return fields
            .list(name, (value, at) -> texts.add(value, at) ? value : null)
            .orElse(List.of())
            .isEmpty()
        ? Datum.unknownAt(fields.at(name))
        : Datum.known(texts.ports());
  }
}
