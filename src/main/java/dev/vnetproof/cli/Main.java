package dev.vnetproof.cli;

import dev.vnetproof.catalogue.CatalogueException;
import dev.vnetproof.engine.RuleBase;
import dev.vnetproof.importer.TooMuchMemory;
import dev.vnetproof.model.SnapshotException;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code vnetproof}. */
@Command(
    name = "vnetproof",
    description =
        "Proves, before you deploy, whether the virtual network around an Azure API Management"
            + " instance meets every documented requirement.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = Version.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  vnetproof check prod.json",
      "  vnetproof check --format json --fail-on undetermined exports/ > report.json",
      "  az network nsg show -g rg -n nsg > env/nsg.json && vnetproof check env",
      "  vnetproof explain ports.sql",
      "",
      "Exit codes: 0 fine, 1 violation, 2 wrong usage, 3 unreadable input, 4 another finding that",
      "--fail-on names, 5 a fault of ours, 6 output that could not be written.",
    })
public final class Main {
  private Main() {}

  /** Runs the command and exits. */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("check")) {
      loadRulesMeanwhile();
    }
    Terminal terminal = Terminal.system();
    System.setOut(System.err); // Standard output is for results; whatever else prints goes there.
    System.exit(run(terminal, args));
  }

  /** Half of a cold start is the rules: they load while options and inputs are read. */
  private static void loadRulesMeanwhile() {
    Thread loading = new Thread(RuleBase::builtIn, "rules");
    loading.setDaemon(true);
    loading.setUncaughtExceptionHandler((thread, fault) -> {}); // Met again by who needs them.
    loading.start();
  }

  /** Runs the command; never throws. */
  static int run(Terminal terminal, String... args) {
    int code;
    try {
      code = commandLine(terminal).execute(args);
    } catch (OutOfMemoryError e) {
      terminal.error("vnetproof: " + TooMuchMemory.problem("what was given", "").message());
      code = ExitCode.INPUT;
    } catch (Throwable fault) { // Not an Exception, or picocli had caught it: the stack.
      terminal.fault("", fault);
      code = ExitCode.FAULT;
    }
    if (code != ExitCode.UNWRITTEN) {
      try {
        terminal.write(out -> {}); // Flushes what picocli has printed.
      } catch (IOException e) {
        code = unwritten(terminal, e);
      }
    }
    terminal.err().flush();
    return code;
  }

  private static CommandLine commandLine(Terminal terminal) {
    CommandLine command = new CommandLine(new Main());
    command.getCommandSpec().mixinStandardHelpOptions(true);
    command.addSubcommand(new CheckCommand(terminal));
    command.addSubcommand(new ImportCommand(terminal));
    command.addSubcommand(new ExplainCommand(terminal));
    command.addSubcommand(new RequirementsCommand(terminal));
    command.addSubcommand(new EditionsCommand(terminal));
    command.addSubcommand(
        new CommandLine(new RulesCommand()).addSubcommand(new LintCommand(terminal)));
    command.addSubcommand(new SchemaCommand(terminal));
    command.addSubcommand(new AutoComplete.GenerateCompletion());
    return command
        .setOut(new PrintWriter(terminal.out()))
        .setErr(terminal.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(Math.max(80, Math.min(terminal.width(), 120)))
        .setParameterExceptionHandler((e, arguments) -> usage(terminal, e))
        .setExecutionExceptionHandler((e, c, parsed) -> exit(terminal, e));
  }

  private static int usage(Terminal terminal, ParameterException e) {
    CommandLine command = e.getCommandLine();
    terminal.error("vnetproof: " + lowerFirst(String.valueOf(e.getMessage())));
    if (!UnmatchedArgumentException.printSuggestions(e, terminal.err())) {
      terminal.error(
          "see `" + command.getCommandSpec().qualifiedName() + " --help` for what it takes");
    }
    return ExitCode.USAGE;
  }

  private static int exit(Terminal terminal, Exception e) {
    if (e instanceof SnapshotException input) {
      input.problems().forEach(problem -> terminal.error(problem.toString()));
      return ExitCode.INPUT;
    }
    if (e instanceof CatalogueException) {
      String.valueOf(e.getMessage()).lines().forEach(terminal::error);
      terminal.details(e);
      return ExitCode.USAGE;
    }
    if (e instanceof UsageException) {
      terminal.error("vnetproof: " + e.getMessage());
      return ExitCode.USAGE;
    }
    if (e instanceof IOException broken) {
      return unwritten(terminal, broken);
    }
    terminal.fault("", e);
    return ExitCode.FAULT;
  }

  private static int unwritten(Terminal terminal, IOException e) {
    String why = lowerFirst(String.valueOf(e.getMessage()));
    terminal.error(
        "vnetproof: "
            + (e instanceof UnwrittenException ? why : "the output cannot be written: " + why));
    return ExitCode.UNWRITTEN;
  }

  private static String lowerFirst(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
