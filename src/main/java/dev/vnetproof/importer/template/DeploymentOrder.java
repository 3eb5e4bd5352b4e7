package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The resources of a deployment, each behind those it depends on, else as the template lists them.
 * It matters where a template deploys a resource twice: the last one wins.
 */
final class DeploymentOrder {
  private DeploymentOrder() {}

  static List<Declared> of(TemplateDeployment deployment) {
    List<Declared> resources = deployment.declared();
    Map<String, List<Integer>> positions = new HashMap<>();
    for (int i = 0; i < resources.size(); i++) {
      for (String key : resources.get(i).keys()) {
        positions.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
      }
      Optional<String> loop = resources.get(i).loop();
      if (loop.isPresent()) {
        positions.computeIfAbsent(Frame.lower(loop.get()), k -> new ArrayList<>()).add(i);
      }
    }
    List<Set<Integer>> followers = new ArrayList<>();
    int[] waiting = new int[resources.size()];
    for (int i = 0; i < resources.size(); i++) {
      followers.add(new HashSet<>());
    }
    for (int i = 0; i < resources.size(); i++) {
      for (String dependency : dependencies(resources.get(i))) {
        for (int before : positions.getOrDefault(dependency, List.of())) {
          deployment.evaluator().budget.step(1);
          if (before != i && followers.get(before).add(i)) {
            waiting[i]++;
          }
        }
      }
    }
    return ordered(deployment, resources, followers, waiting);
  }

  private static List<Declared> ordered(
      TemplateDeployment deployment,
      List<Declared> resources,
      List<Set<Integer>> followers,
      int[] waiting) {
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < waiting.length; i++) {
      if (waiting[i] == 0) {
        ready.add(i);
      }
    }
    List<Declared> result = new ArrayList<>();
    while (!ready.isEmpty()) {
      int next = ready.remove();
      result.add(resources.get(next));
      for (int follower : followers.get(next)) {
        if (--waiting[follower] == 0) {
          ready.add(follower);
        }
      }
    }
    for (int i = 0; i < waiting.length; i++) {
      if (waiting[i] > 0) {
        result.add(resources.get(i));
        if (result.size() == resources.size()) {
          deployment
              .evaluator()
              .problems
              .add(
                  resources.get(i).place(),
                  "resource `"
                      + resources.get(i).name()
                      + "` is part of a cycle of `dependsOn`; expected an order");
        }
      }
    }
    return result;
  }

  private static List<String> dependencies(Declared resource) {
    List<String> result = new ArrayList<>();
    String key = Values.key(resource.source(), "dependsOn");
    if (key == null) {
      return result;
    }
    TemplateEvaluator evaluator = resource.deployment().evaluator();
    JsonNode written =
        evaluator.value(resource.source().get(key), resource.place().child(key), resource.frame());
    for (JsonNode dependency : written) {
      String name = Unknown.symbolOf(dependency, evaluator.budget);
      evaluator.budget.write(name.length());
      result.add(Frame.lower(name));
    }
    return result;
  }
}
