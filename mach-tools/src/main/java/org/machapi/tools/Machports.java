package org.machapi.tools;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code machports}. */
@Command(
    name = "machports",
    description = "Shows who holds which Mach port, what changed, and where it was acquired.",
    mixinStandardHelpOptions = true,
    versionProvider = Machports.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done; where leaks were looked for, there are none",
      "1:leaks were found (diff --fail-on-growth)",
      "2:the command line makes no sense",
      "3:what was to be looked at is not there, refused, or cannot be read",
      "4:a mistake in machports"
    })
public final class Machports {
  /**
   * The property with what to end with in place of {@link ExitStatus#FOUND}. The script, which
   * turns it back, sets it: Java ends with that status, too, when it does not start.
   */
  private static final String FOUND = "org.machapi.tools.found";

  /** Kept here, since Java forgets a logger that nobody knows, and its level with it. */
  private static final Logger JLINE = Logger.getLogger("org.jline");

  /** No error says more; what is in it may come from a file or another process. */
  private static final int LONGEST = 4_000;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show where in machports an error comes from.")
  private boolean debug;

  private Machports() {}

  /**
   * Runs the command and ends the program with its status.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    int status = ExitStatus.DEFECT;
    try {
      LostOutput out = new LostOutput(new FileOutputStream(FileDescriptor.out));
      Surroundings system =
          system(new PrintStream(new BufferedOutputStream(out), false, charset()));
      status = run(system, args);
      // Both flush.
      boolean isLost = system.out().checkError() | system.data().checkError();
      status = end(status, isLost);
      String reason = out.reason();
      if (reason != null) {
        system.err().println("machports: The output is not complete: " + reason + ".");
      }
    } catch (Throwable e) {
      // Java would end with 1, which says that leaks were found.
      printTrace(e, new PrintWriter(System.err, true));
    }
    System.exit(status == ExitStatus.FOUND ? Integer.getInteger(FOUND, status) : status);
  }

  /** That of the terminal; before JDK 19 Java tells only that of all. */
  private static Charset charset() {
    String name = System.getProperty("stdout.encoding");
    return name != null && Charset.isSupported(name)
        ? Charset.forName(name)
        : Charset.defaultCharset();
  }

  /** The status of the command, which output that nobody has read does not hide. */
  static int end(int status, boolean isLost) {
    return status == ExitStatus.NONE && isLost ? ExitStatus.REFUSED : status;
  }

  // The streams live as long as the program.
  @SuppressWarnings("required.method.not.called")
  static Surroundings system(PrintStream out) {
    boolean colours = CommandLine.Help.Ansi.AUTO.enabled();
    return new Surroundings(
        new PrintWriter(out, true),
        new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true),
        new PrintWriter(System.err, true),
        System.in,
        Clock.systemUTC(),
        colours,
        Machports::openTerminal,
        Thread::sleep);
  }

  /** Opens the terminal that standard output is; null if it is a file, a pipe, or can do little. */
  private static @Owning @Nullable Terminal openTerminal() throws IOException {
    // It tells of a terminal that it does not know with a stack trace.
    JLINE.setLevel(Level.OFF);
    Terminal terminal =
        TerminalBuilder.builder()
            .system(true)
            .systemOutput(TerminalBuilder.SystemOutput.SysOut)
            // By stty(1): what makes native calls gives the terminal back with a speed of 0.
            .provider("exec")
            .dumb(true)
            // JLine's own handler would end the program with the terminal as it is.
            .nativeSignals(false)
            .build();
    if (terminal.getType().startsWith(Terminal.TYPE_DUMB) || !isKnown(terminal.getType())) {
      terminal.close();
      return null;
    }
    return terminal;
  }

  /** Whether there is a description of what the terminal can do. */
  private static boolean isKnown(String type) {
    try {
      InfoCmp.getInfoCmp(type);
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Runs one command line. */
  static int run(Surroundings surroundings, String... args) {
    Machports machports = new Machports();
    try {
      return commandLine(machports, surroundings).execute(args);
    } catch (Error e) {
      // With what is no Exception picocli has nothing to do.
      return fail(e, surroundings.err(), machports.debug);
    }
  }

  static CommandLine commandLine(Surroundings surroundings) {
    return commandLine(new Machports(), surroundings);
  }

  private static CommandLine commandLine(Machports machports, Surroundings surroundings) {
    CommandLine line =
        new CommandLine(machports)
            .addSubcommand(new ListCommand(surroundings))
            .addSubcommand(new SnapshotCommand(surroundings))
            .addSubcommand(new DiffCommand(surroundings))
            .addSubcommand(new WatchCommand(surroundings))
            .addSubcommand(new ReportCommand(surroundings))
            .addSubcommand(new ExplainCommand(surroundings))
            .addSubcommand(new HelpCommand());
    line.setOut(surroundings.out());
    line.setErr(surroundings.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            surroundings.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    CommandLine.IParameterExceptionHandler usage = line.getParameterExceptionHandler();
    line.setParameterExceptionHandler(
        (failure, given) -> {
          // Nothing tells whether standard error is the terminal that standard output is.
          failure
              .getCommandLine()
              .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
          return usage.handleParseException(failure, given);
        });
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> fail(failure, surroundings.err(), machports.debug));
    return line;
  }

  /** Says what went wrong without a stack trace, unless somebody wants one. */
  private static int fail(Throwable failure, PrintWriter err, boolean debug) {
    int status = ExitStatus.DEFECT;
    if (failure instanceof RefusedException refused) {
      status = ExitStatus.REFUSED;
      err.println("machports: " + Printable.of(Printable.shorten(refused.text(), LONGEST)));
    } else if (failure instanceof OutOfMemoryError) {
      status = ExitStatus.REFUSED;
      err.println(
          "machports: What was to be looked at does not fit into the memory of this program; "
              + BoundedReader.hint()
              + ".");
    } else {
      String problem = Printable.of(Printable.shorten(failure.toString(), LONGEST));
      err.println("machports: a mistake in machports: " + problem);
      err.println("           Run it again with --debug and report what it shows.");
    }
    if (debug) {
      printTrace(failure, err);
    }
    err.flush();
    return status;
  }

  /** A message in a stack trace may have what a file or another process says. */
  private static void printTrace(Throwable failure, PrintWriter err) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    for (String line : trace.toString().split("\\R")) {
      String text = line.stripLeading();
      err.println(line.substring(0, line.length() - text.length()) + Printable.of(text));
    }
  }

  /** The version of the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      Package tools = Machports.class.getPackage();
      String version = tools == null ? null : tools.getImplementationVersion();
      return new String[] {"machports " + (version == null ? "(not packaged)" : version)};
    }
  }
}
