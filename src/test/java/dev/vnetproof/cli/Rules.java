package dev.vnetproof.cli;

import java.io.IOException;
import java.nio.file.Path;

/** Folders of authored rules. */
final class Rules {
  private Rules() {}

  static String write(Path folder) throws IOException {
    Snapshots.write(
        folder,
        "own.drl",
        """
        package own;
        import dev.vnetproof.model.Location;
        import dev.vnetproof.rule.RequiredFlow;
        rule "own.syslog"
          when
            $location : Location()
          then
            insertLogical(RequiredFlow.inbound("own.syslog", $location).udp(514).from("Internet"));
        end
        """);
    Snapshots.write(
        folder,
        "own.yaml",
        """
        section: House rules
        requirements:
          - id: own.syslog
            title: Logs reach the subnet
            necessity: required
            appliesWhen: always
            why: The collector stands in the subnet.
            fix: Allow UDP 514.
            severity: high
            editions: ["2023-01-06"]
            cases:
              - { name: nothing comes in, kind: violated, outcome: VIOLATED, findings: [] }
        """);
    return folder.toString();
  }

  /** Its fifth line names a property that does not exist. */
  static String writeBroken(Path folder) throws IOException {
    Snapshots.write(
        folder,
        "own.drl",
        """
        package own;
        import dev.vnetproof.model.Location;
        rule "own.broken"
          when
            Location(colour == "red")
          then
        end
        """);
    return folder.toString();
  }

  /** Its seventh line takes a finding away. */
  static String writeTampering(Path folder) throws IOException {
    Snapshots.write(
        folder,
        "own.drl",
        """
        package own;
        import dev.vnetproof.rule.Violation;
        rule "own.quiet"
          when
            $v : Violation()
          then
            delete($v);
        end
        """);
    return folder.toString();
  }

  /** The rule at its third line fails on every environment. */
  static String writeFailing(Path folder) throws IOException {
    Snapshots.write(
        folder,
        "own.drl",
        """
        package own;
        import dev.vnetproof.model.Location;
        rule "own.failing"
          when
            $location : Location()
          then
            String s = null;
            s.length();
        end
        """);
    return folder.toString();
  }
}
