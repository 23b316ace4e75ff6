package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.census.CensusEntry;

/** Another Java process, looked at from inside. */
@Timeout(120)
class JavaSourceTest {
  /** A program of somebody else: it holds seven ports of one place, and says so. */
  static final class Somebody {
    private Somebody() {}

    public static void main(String[] args) throws IOException {
      List<ReceiveRight> ports = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        ports.add(ReceiveRight.allocate(Mach.system()));
      }
      ports.get(0).label("number 0");
      ports.get(1).label("half a character: \ud800");
      System.out.println("ready");
      System.in.read();
      ports.forEach(ReceiveRight::close);
    }
  }

  /** A Java program without the library. */
  static final class Stranger {
    private Stranger() {}

    public static void main(String[] args) throws IOException {
      System.out.println("ready");
      System.in.read();
    }
  }

  private static Process start(Class<?> program, String... options) throws IOException {
    return startOn(program, System.getProperty("java.class.path"), options);
  }

  private static Process startOn(Class<?> program, String classPath, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, program.getName()));
    Process process =
        Programs.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    assertThat(line).isEqualTo("ready");
    return process;
  }

  private static void end(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  private static Tool.Outcome list(Process process, String... more) {
    List<String> args = new ArrayList<>(List.of("list", "--java", String.valueOf(process.pid())));
    args.addAll(List.of(more));
    return Tool.run(args.toArray(new String[0]));
  }

  @Test
  void aProcessTellsItsNamesWithItsOwnLedger() throws Exception {
    Process process = start(Somebody.class, "-Dorg.machapi.ledger=all");
    try {
      Tool.Outcome outcome = list(process, "--format", "json");
      assertThat(outcome.status()).as(outcome.err()).isZero();
      Snapshot snapshot = Tool.read(outcome.out());
      List<CensusEntry> ports =
          snapshot.census().entries().stream()
              .filter(entry -> entry.type().has(Right.RECEIVE))
              .filter(entry -> !entry.holdings().isEmpty())
              .toList();
      assertThat(ports).hasSize(7);
      assertThat(ports)
          .allSatisfy(
              port ->
                  assertThat(port.holdings().get(0).site())
                      .contains("JavaSourceTest$Somebody.main"));
      assertThat(ports.get(0).label()).isEqualTo("number 0");
      assertThat(ports.get(1).label()).isEqualTo("half a character: ?");
    } finally {
      end(process);
    }
  }

  @Test
  void manyLooksLoadTheAgentFromOnePlace() throws Exception {
    Process process = start(Somebody.class);
    Path folder;
    try (JavaSource source = JavaSource.open((int) process.pid(), Duration.ofSeconds(60))) {
      folder = source.folder();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
      Snapshot first = source.take();
      Snapshot second = source.take();
      assertThat(second.names()).isEqualTo(first.names());
      assertThat(second.census().taken()).isAfter(first.census().taken());
      assertThat(source.folder()).isEqualTo(folder);
    } finally {
      end(process);
    }
    assertThat(folder).as("nothing is left behind").doesNotExist();
  }

  @Test
  void withoutALedgerThereAreNamesAndNoPlaces() throws Exception {
    Process process = start(Somebody.class);
    try {
      Tool.Outcome outcome = list(process);
      assertThat(outcome.status()).as(outcome.err()).isZero();
      assertThat(outcome.out()).contains("RECEIVE 1").doesNotContain("Somebody");
    } finally {
      end(process);
    }
  }

  @Test
  void aProgramWithoutTheLibraryHasNoKernelToAskWhereThereIsNoMach() throws Exception {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    Assumptions.assumeFalse(mac, "not run: this is macOS, where every process has a kernel to ask");
    Path own = Path.of(Stranger.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Process process = startOn(Stranger.class, own.toString());
    try {
      Tool.Outcome outcome = list(process);
      assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
      assertThat(outcome.err())
          .as("no simulated kernel is made up for it")
          .contains("was reached, but the census failed there")
          .contains("There is no Mach kernel");
    } finally {
      end(process);
    }
  }

  @Test
  void aProcessThatHasEndedIsNotThere() throws Exception {
    Process process = start(Stranger.class);
    end(process);
    Tool.Outcome outcome = list(process);
    assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(outcome.err()).contains("is not there, or not any more").hasLineCount(1);
  }

  @Test
  void aProcessThatLetsNobodyAttachIsNamedWithItsSetting() throws Exception {
    Process process = start(Stranger.class, "-XX:+DisableAttachMechanism");
    try {
      Tool.Outcome outcome = list(process);
      assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
      assertThat(outcome.err()).contains("-XX:+DisableAttachMechanism");
    } finally {
      end(process);
    }
  }

  @Test
  void aCensusThatFailsThereIsReportedHere() throws Exception {
    Process process = start(Stranger.class, "-Dorg.machapi.library=/no/such/library");
    try {
      Tool.Outcome outcome = list(process);
      assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
      assertThat(outcome.err()).contains("was reached, but the census failed there");
    } finally {
      end(process);
    }
  }

  @Test
  void aProcessThatDoesNotAnswerIsGivenUp() throws Exception {
    Process process = start(Stranger.class);
    try {
      stop(process);
      Path folder;
      try (JavaSource source = JavaSource.open((int) process.pid(), Duration.ofSeconds(1))) {
        folder = source.folder();
        assertThatThrownBy(source::take)
            .isInstanceOf(RefusedException.class)
            .hasMessageContaining("did not answer within 1 s")
            .hasMessageContaining(folder + " is kept");
      }
      assertThat(folder).as("nobody else can put an agent there").isEmptyDirectory();
      Files.delete(folder);
    } finally {
      end(process);
    }
  }

  @Test
  void aLookIsGivenUpAtOnce() throws Exception {
    Process process = start(Stranger.class);
    try {
      stop(process);
      JavaSource source = JavaSource.open((int) process.pid(), Duration.ofSeconds(600));
      Path folder = source.folder();
      try {
        Set<Thread> earlier = attaching();
        FutureTask<Snapshot> look = new FutureTask<>(source::take);
        Thread looker = new Thread(look);
        looker.start();
        while (earlier.containsAll(attaching()) && !look.isDone()) {
          Thread.onSpinWait();
        }
        long begun = System.nanoTime();
        source.close();
        assertThatThrownBy(() -> look.get(60, TimeUnit.SECONDS))
            .cause()
            .isInstanceOf(RefusedException.class)
            .hasMessageContaining("was given up");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        looker.join();
      } finally {
        source.close();
      }
      assertThat(folder).as("nobody else can put an agent there").isEmptyDirectory();
      Files.delete(folder);
    } finally {
      end(process);
    }
  }

  @Test
  void aLookThatBeginsTooLateAsksNobody() throws Exception {
    Process process = start(Stranger.class);
    try {
      JavaSource source = JavaSource.open((int) process.pid(), Duration.ofSeconds(60));
      source.close();
      assertThat(source.folder()).doesNotExist();
      assertThatThrownBy(source::take)
          .isInstanceOf(RefusedException.class)
          .hasNoCause()
          .hasMessageContaining("was given up");
      assertThat(source.folder()).doesNotExist();
    } finally {
      end(process);
    }
  }

  @Test
  void aSignalLeavesNoFolderBehind(@TempDir Path temporary) throws Exception {
    Process somebody = start(Somebody.class);
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            Machports.class.getName(),
            "watch",
            "--interval",
            "600",
            "--java",
            String.valueOf(somebody.pid()));
    Process watch =
        Programs.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
    try {
      BufferedReader out =
          new BufferedReader(new InputStreamReader(watch.getInputStream(), StandardCharsets.UTF_8));
      String line = out.readLine();
      while (line != null && !line.equals("Nothing changed.")) {
        line = out.readLine();
      }
      assertThat(line).isNotNull();
      assertThat(temporary).as("it is there between two looks").isNotEmptyDirectory();
      watch.destroy();
      assertThat(watch.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(watch.exitValue()).isEqualTo(143);
      try (Stream<Path> left = Files.list(temporary)) {
        assertThat(left.filter(path -> path.getFileName().toString().startsWith("machports")))
            .isEmpty();
      }
    } finally {
      end(watch);
      end(somebody);
    }
  }

  @Test
  void aFolderThatCannotBeFilledIsNotLeftBehind(@TempDir Path parent) {
    List<String> noText = List.of("\ud800");
    assertThatThrownBy(() -> AgentFolder.create(parent, noText)).isInstanceOf(IOException.class);
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aProcessThatLoadsNoAgentsIsNamedWithItsSetting() throws Exception {
    Process process = start(Stranger.class, "-XX:-EnableDynamicAgentLoading");
    try {
      Tool.Outcome outcome = list(process);
      assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
      assertThat(outcome.err()).contains("-XX:-EnableDynamicAgentLoading");
    } finally {
      end(process);
    }
  }

  @Test
  void aProcessThatEndsDuringTheLookIsNotThereAnyMore() throws Exception {
    Process process = start(Stranger.class);
    try (JavaSource source = JavaSource.open((int) process.pid(), Duration.ofSeconds(60))) {
      stop(process);
      Thread killer = new Thread(process::destroyForcibly);
      FutureTask<Snapshot> look = new FutureTask<>(source::take);
      Thread looker = new Thread(look);
      // Looks that were given up may still be under way.
      Set<Thread> earlier = attaching();
      looker.start();
      while (earlier.containsAll(attaching()) && !look.isDone()) {
        Thread.onSpinWait();
      }
      killer.start();
      assertThatThrownBy(() -> look.get(90, TimeUnit.SECONDS))
          .cause()
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("is not there, or not any more");
      killer.join();
      looker.join();
    } finally {
      end(process);
    }
  }

  /** Returns the threads that have asked a process to let them attach and wait for its answer. */
  private static Set<Thread> attaching() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().equals("machports-attach"))
        .filter(thread -> sleepsInAttach(thread.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static boolean sleepsInAttach(StackTraceElement[] trace) {
    return Stream.of(trace).anyMatch(frame -> frame.getMethodName().startsWith("sleep"))
        && Stream.of(trace).anyMatch(frame -> frame.getClassName().contains("VirtualMachineImpl"));
  }

  /** Stops a process, and waits until it has stopped where the system can tell that. */
  private static void stop(Process process) throws Exception {
    assertThat(new ProcessBuilder("kill", "-STOP", "" + process.pid()).start().waitFor()).isZero();
    Path status = Path.of("/proc", "" + process.pid(), "stat");
    while (Files.exists(status) && !Files.readString(status).contains(") T ")) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aProcessThatIsNotJavaIsRefusedAndLivesOn() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    try {
      Tool.Outcome outcome = list(process);
      assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
      assertThat(outcome.err()).contains("no Java process").hasLineCount(1);
      assertThat(process.waitFor(500, TimeUnit.MILLISECONDS))
          .as("it has not died of a signal")
          .isFalse();
    } finally {
      end(process);
    }
  }

  @Test
  void aJavaProcessThatLeavesSignalsToTheSystemIsRefusedAndLivesOn() throws Exception {
    Process process = start(Stranger.class, "-Xrs");
    try {
      Tool.Outcome outcome = list(process);
      assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
      assertThat(outcome.err()).contains("-Xrs").hasLineCount(1);
      assertThat(process.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
    } finally {
      end(process);
    }
  }

  @Test
  void theMaskOfCaughtSignalsTellsWhoSurvives() {
    assertThat(QuitSignal.isCaught("Name:\tjava\nSigCgt:\t0000000181005ccf\n")).isTrue();
    assertThat(QuitSignal.isCaught("SigCgt:\tfffffffffffffffb\n")).isFalse();
    assertThat(QuitSignal.isCaught("SigIgn:\t0000000000000004\n"))
        .as("nothing is known of it")
        .isFalse();
  }

  @Test
  void aNumberThatSignalsWouldTakeForManyProcessesIsRefused() {
    for (String pid : List.of("0", "-1")) {
      Tool.Outcome outcome = Tool.run("list", "--java=" + pid);
      assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
      assertThat(outcome.err()).isEqualTo("machports: There is no process " + pid + ".\n");
    }
  }

  @Test
  void machportsDoesNotLookAtItself() {
    Tool.Outcome outcome = Tool.run("list", "--java", "" + ProcessHandle.current().pid());
    assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(outcome.err()).contains("is machports itself");
  }
}
