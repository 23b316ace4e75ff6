package org.machapi.replay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The command {@code replay}: replays recorded files and says what differs. */
public final class ReplayCommand {
  private static final int ALL_AS_RECORDED = 0;
  private static final int DIFFERENCES = 1;
  private static final int NOT_RUN = 2;

  private static final String USAGE =
      """
      usage: replay FILE...
      Replays recorded Mach behaviour: a file of sequences, one a line, against the simulated kernel;
      a file of message samples against the decoder and encoder of exception messages. Plain or gzip.
      Prints what differs, and last: N sequences, M differ.
      Exit status: 0 nothing differs, 1 something does, 2 wrong usage or a damaged file.""";

  private ReplayCommand() {}

  /**
   * Runs the command and ends the process.
   *
   * @param args the files
   */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err));
  }

  /** Runs the command; the result is its exit status. */
  static int run(List<String> args, PrintStream out, PrintStream err) {
    if (args.contains("--help") || args.contains("-h")) {
      out.println(USAGE);
      return ALL_AS_RECORDED;
    }
    if (args.isEmpty() || args.stream().anyMatch(arg -> arg.startsWith("-"))) {
      err.println(USAGE);
      return NOT_RUN;
    }
    Report report = new Report(out);
    Replayer replayer = new Replayer();
    for (String file : args) {
      try {
        replayFile(Path.of(file), replayer, report);
      } catch (DamagedTraceException e) {
        err.println("replay: " + file + ": " + e.getMessage());
        return NOT_RUN;
      } catch (NoSuchFileException e) {
        err.println("replay: " + file + ": no such file");
        return NOT_RUN;
      } catch (InvalidPathException e) {
        err.println("replay: " + file + ": no file name");
        return NOT_RUN;
      } catch (IOException e) {
        err.println("replay: " + file + ": cannot be read (" + e.getMessage() + ")");
        return NOT_RUN;
      }
    }
    return report.finish() ? ALL_AS_RECORDED : DIFFERENCES;
  }

  private static void replayFile(Path file, Replayer replayer, Report report) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("a directory");
    }
    try (InputStream packed = Files.newInputStream(file);
        BufferedInputStream in = new BufferedInputStream(TraceFile.unpacked(packed))) {
      if (WireFile.isOne(in)) {
        WireFile.read(in, sample -> report.add(sample.text("name"), WireSample.replay(sample)));
      } else {
        TraceFile.read(in, sequence -> report.add(sequence.id(), replayer.replay(sequence)));
      }
    }
  }
}
