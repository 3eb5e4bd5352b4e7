package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * Where a deployment puts its resources; names may have holes.
 *
 * @param level the scope of the template's schema
 */
record Target(Level level, String subscription, String group, String managementGroup) {
  static final String SUBSCRIPTION = "{subscription().subscriptionId}";
  static final String GROUP = "{resourceGroup().name}";
  static final String MANAGEMENT_GROUP = "{managementGroup().name}";

  /** As people write it, in symbols. */
  static final String GROUP_ID = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/" + GROUP;

  private static final String GROUPS = "Microsoft.Resources/resourceGroups";

  enum Level {
    GROUP,
    SUBSCRIPTION,
    MANAGEMENT_GROUP,
    TENANT
  }

  static Target ofSchema(JsonNode template) {
    String schema = template.path("$schema").asText().toLowerCase(Locale.ROOT);
    Level level =
        schema.contains("/subscriptiondeploymenttemplate")
            ? Level.SUBSCRIPTION
            : schema.contains("/managementgroupdeploymenttemplate")
                ? Level.MANAGEMENT_GROUP
                : schema.contains("/tenantdeploymenttemplate") ? Level.TENANT : Level.GROUP;
    return new Target(level, SUBSCRIPTION, GROUP, MANAGEMENT_GROUP);
  }

  Target inGroup(String name) {
    return new Target(Level.GROUP, subscription, name, managementGroup);
  }

  /** Another subscription, as a whole: a group is named beside it where one is meant. */
  Target inSubscription(String id) {
    return new Target(Level.SUBSCRIPTION, id, group, managementGroup);
  }

  Target at(Level other) {
    return new Target(other, subscription, group, managementGroup);
  }

  String prefix() {
    return switch (level) {
      case GROUP -> "/subscriptions/" + subscription + "/resourceGroups/" + group;
      case SUBSCRIPTION -> "/subscriptions/" + subscription;
      case MANAGEMENT_GROUP ->
          "/providers/Microsoft.Management/managementGroups/" + managementGroup;
      case TENANT -> "";
    };
  }

  String resourceId(String type, String name) {
    if (type.equalsIgnoreCase(GROUPS)) {
      return "/subscriptions/" + subscription + "/resourceGroups/" + name;
    }
    return extensionId(prefix(), type, name);
  }

  /** {@code <scope>/providers/<namespace>/<type>/<name>/<type>/<name>...} */
  static String extensionId(String scope, String type, String name) {
    String[] types = type.split("/", -1);
    String[] names = name.split("/", -1);
    if (names.length != types.length - 1) {
      return scope + "/providers/" + type + "/" + name;
    }
    StringBuilder id = new StringBuilder(scope).append("/providers/").append(types[0]);
    for (int i = 0; i < names.length; i++) {
      id.append('/').append(types[i + 1]).append('/').append(names[i]);
    }
    return id.toString();
  }
}
