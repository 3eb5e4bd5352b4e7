package dev.vnetproof.importer.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vnetproof.model.Assumption;
import dev.vnetproof.model.SnapshotException;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.JsonDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads Azure Resource Manager deployment templates, written by hand, exported, or printed by
 * {@code bicep build}, up to language version 2.0.
 */
public final class TemplateReader {

  /** Whether {@code root} is a deployment template, by its content. */
  public static boolean looksLikeTemplate(JsonNode root) {
    if (!root.isObject()) {
      return false;
    }
    JsonNode resources = Values.get(root, "resources");
    return schema(root).contains("deploymenttemplate.json")
        || (Values.get(root, "contentVersion") != null
            && resources != null
            && resources.isContainerNode());
  }

  /** Whether {@code root} is a parameter file of a deployment template, by its content. */
  public static boolean looksLikeParameters(JsonNode root) {
    return root.isObject()
        && !looksLikeTemplate(root)
        && (schema(root).contains("deploymentparameters.json")
            || (Values.get(root, "contentVersion") != null
                && Values.get(root, "parameters") instanceof ObjectNode));
  }

  private static String schema(JsonNode root) {
    return root.path("$schema").asText().toLowerCase(Locale.ROOT);
  }

  /** The same for a template that links to nothing that is at hand. */
  public TemplateReading read(JsonDocument template, Optional<JsonDocument> parameters) {
    return read(
        template,
        parameters,
        LinkedFiles.NONE,
        OtherResources.NONE,
        DeploymentSettings.UNKNOWN,
        new Allowance());
  }

  /**
   * Evaluates {@code template} with the values of {@code parameters}, in the form of a parameter
   * file ({@code {"parameters": {"x": {"value": ...}}}}) or bare ({@code {"x": ...}}).
   *
   * @param files the templates that it links to, and their parameters
   * @param others what other inputs show of resources that it refers to
   * @param settings what is known of the deployment
   * @param shared with the other templates of its input
   * @throws SnapshotException if it is not a template, or evaluates beyond every bound
   */
  public TemplateReading read(
      JsonDocument template,
      Optional<JsonDocument> parameters,
      LinkedFiles files,
      OtherResources others,
      DeploymentSettings settings,
      Allowance shared) {
    if (!(template.root() instanceof ObjectNode root) || Values.get(root, "resources") == null) {
      throw new SnapshotException(
          List.of(template.problem("", "found no `resources`; expected a deployment template")));
    }
    TemplateEvaluator evaluator = new TemplateEvaluator(template, files, others, settings, shared);
    try {
      Supplied supplied =
          parameters
              .map(file -> Supplied.of(ParameterFile.values(file, evaluator)))
              .orElse(Supplied.NOTHING);
      Resources resources = new Resources(evaluator);
      resources.collect(new TemplateDeployment(evaluator, root, supplied));
      return new TemplateReading(
          resources.toList(),
          resources.unreadLinks(),
          evaluator.links.taken(),
          assumptions(evaluator, parameters),
          evaluator.problems.toList());
    } catch (Budget.ExceededException e) {
      throw outOfBounds(evaluator, e);
    } catch (StackOverflowError e) { // Of a thread with less room than those levels take.
      throw outOfBounds(evaluator, Budget.tooDeep());
    }
  }

  private static List<Assumption> assumptions(
      TemplateEvaluator evaluator, Optional<JsonDocument> parameters) {
    if (!evaluator.defaulted.isEmpty()) {
      evaluator.assume(
          new Assumption(
              "environment variables of `" + parameters.map(JsonDocument::source).orElse("") + "`",
              "not set: " + String.join(", ", evaluator.defaulted),
              "the template has defaults in their place; `--env-file` gives values"));
    }
    return List.copyOf(evaluator.assumptions());
  }

  private static SnapshotException outOfBounds(
      TemplateEvaluator evaluator, Budget.ExceededException exceeded) {
    List<Problem> all = new ArrayList<>(evaluator.problems.toList());
    all.add(
        evaluator
            .template()
            .problem("", "the template is out of bounds: " + exceeded.getMessage()));
    return new SnapshotException(all);
  }
}
