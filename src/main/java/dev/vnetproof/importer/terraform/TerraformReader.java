package dev.vnetproof.importer.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vnetproof.model.SnapshotException.Problem;
import dev.vnetproof.source.JsonDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Terraform plans ({@code terraform show -json PLAN}), states ({@code terraform show -json})
 * and state files (version 4) as Azure resources.
 */
public final class TerraformReader {

  /** Whether a document is one of Terraform's, by what it holds. */
  public static boolean looksLikeTerraform(JsonNode root) {
    boolean shown =
        root.path("format_version").isTextual()
            && (root.has("terraform_version")
                || root.has("planned_values")
                || root.path("values").has("root_module"));
    boolean stateFile =
        root.path("version").isInt()
            && root.path("terraform_version").isTextual()
            && (root.path("resources").isArray() || root.path("modules").isArray());
    return shown || stateFile;
  }

  /** Reads what it can; what it cannot is in {@link TerraformResources#problems()}. */
  public TerraformResources read(JsonDocument document) {
    List<Problem> problems = new ArrayList<>();
    Inventory inventory = new InventoryReader(document, problems).read();
    return new PlanAssembly(document, inventory, problems).resources();
  }
}
