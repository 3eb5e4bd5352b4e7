package dev.vnetproof.importer.azure;

import dev.vnetproof.importer.resource.AzureNode;
import dev.vnetproof.importer.resource.AzureResource;
import dev.vnetproof.importer.resource.AzureTypes;
import dev.vnetproof.importer.resource.Reference;
import dev.vnetproof.importer.resource.ResourceId;
import dev.vnetproof.importer.resource.ResourcePool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Private endpoints, by what they lead to. */
final class PrivateEndpoints {
  private static final List<String> CONNECTIONS =
      List.of("privateLinkServiceConnections", "manualPrivateLinkServiceConnections");

  private final ResourcePool pool;
  private final Map<String, List<AzureNode>> byTarget = new HashMap<>();

  PrivateEndpoints(ResourcePool pool) {
    this.pool = pool;
    for (AzureResource endpoint : pool.ofType(AzureTypes.PRIVATE_ENDPOINT)) {
      AzureNode node = AzureNode.of(endpoint);
      for (String list : CONNECTIONS) {
        for (AzureNode connection : node.get(list).elements()) {
          Reference.of(connection.get("privateLinkServiceId"))
              .id()
              .ifPresent(
                  target ->
                      byTarget.computeIfAbsent(target.key(), t -> new ArrayList<>()).add(node));
        }
      }
    }
  }

  /** Those of the input that lead to a resource. */
  List<AzureNode> to(ResourceId target) {
    List<AzureNode> found = byTarget.getOrDefault(target.key(), List.of());
    found.forEach(endpoint -> pool.use(endpoint.resource()));
    return found;
  }
}
