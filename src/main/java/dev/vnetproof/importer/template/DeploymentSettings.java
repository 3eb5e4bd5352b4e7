package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.model.Cloud;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody says of the deployments that templates will be used for.
 *
 * @param subscription id of the subscription
 * @param resourceGroup name of the resource group
 * @param location region of that group, and of the deployment
 * @param cloud what {@code environment()} is about
 * @param environment variables that placeholders of parameter files stand for
 */
public record DeploymentSettings(
    Optional<String> subscription,
    Optional<String> resourceGroup,
    Optional<String> location,
    Cloud cloud,
    Map<String, String> environment) {

  /** Nothing is known but that most deployments are made in the public cloud. */
  public static final DeploymentSettings UNKNOWN =
      new DeploymentSettings(
          Optional.empty(), Optional.empty(), Optional.empty(), Cloud.AZURE_PUBLIC, Map.of());

  public DeploymentSettings {
    environment = Map.copyOf(environment);
  }

  /** The same in another cloud. */
  public DeploymentSettings in(Cloud other) {
    return new DeploymentSettings(subscription, resourceGroup, location, other, environment);
  }

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
