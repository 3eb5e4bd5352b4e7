package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.model.Cloud;
import java.util.Optional;

/**
 * Where templates will be deployed to, as far as somebody says it.
 *
 * @param subscription id of the subscription
 * @param resourceGroup name of the resource group
 * @param location region of that group, and of the deployment
 * @param cloud what {@code environment()} is about
 */
public record DeploymentScope(
    Optional<String> subscription,
    Optional<String> resourceGroup,
    Optional<String> location,
    Cloud cloud) {

  /** Nothing is known but that most deployments are made in the public cloud. */
  public static final DeploymentScope UNKNOWN =
      new DeploymentScope(Optional.empty(), Optional.empty(), Optional.empty(), Cloud.AZURE_PUBLIC);

  /** Where the outermost template puts its resources. */
  Target target(JsonNode template) {
    Target target = Target.ofSchema(template);
    return new Target(
        target.level(),
        subscription.orElse(target.subscription()),
        resourceGroup.orElse(target.group()),
        target.managementGroup());
  }
}
