package dev.vnetproof.importer;

import dev.vnetproof.importer.Format.Content;
import dev.vnetproof.importer.resource.SourceAccount.Linked;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which templates link to which files, directly or through others. */
final class Links {
  /** From a file to the templates that link to it. */
  private final Map<String, Set<String>> users = new HashMap<>();

  void add(Content.Deployment deployment) {
    String template = deployment.document().source();
    for (Linked link : deployment.linked()) {
      users.computeIfAbsent(link.file(), f -> new HashSet<>()).add(template);
    }
  }

  /** Whether another template links to it. Of those that link to each other one stands alone. */
  boolean isPart(String file) {
    return users.getOrDefault(file, Set.of()).stream()
        .anyMatch(user -> !isMutual(file, user) || user.compareTo(file) < 0);
  }

  private boolean isMutual(String file, String user) {
    return users.getOrDefault(user, Set.of()).contains(file);
  }
}
