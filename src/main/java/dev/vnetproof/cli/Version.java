package dev.vnetproof.cli;

import dev.vnetproof.report.Tool;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    Tool tool = Tool.current();
    return new String[] {
      tool.name() + " " + tool.version() + " (Java " + Runtime.version().feature() + ")"
    };
  }
}
