package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the agent loads into a process that has no library goes again after the look. In a process
 * of its own, since what keeps a class loader is of the whole process.
 */
@Timeout(120)
class UnloadingTest {
  /** A process that is looked at as by the agent, whose copy of the library finds a kernel here. */
  static final class Process {
    private Process() {}

    public static void main(String[] args) throws Exception {
      List<WeakReference<ClassLoader>> copies = new ArrayList<>();
      for (String folder : args) {
        copies.add(look(Path.of(folder)));
      }
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (kept(copies) > 1 && System.nanoTime() < end) {
        System.gc();
      }
      System.out.println("kept: " + kept(copies));
    }

    private static long kept(List<WeakReference<ClassLoader>> copies) {
      return copies.stream().filter(copy -> copy.get() != null).count();
    }

    private static WeakReference<ClassLoader> look(Path folder) throws Exception {
      try (URLClassLoader loader =
          MachportsAgent.loader(AgentJar.classPath(), ClassLoader.getPlatformClassLoader())) {
        FutureTask<Void> look =
            new FutureTask<>(
                () -> {
                  loader
                      .loadClass(AgentCensus.class.getName())
                      .getMethod("write", Path.class)
                      .invoke(null, folder);
                  return null;
                });
        Thread thread = new Thread(look);
        thread.setContextClassLoader(loader);
        thread.start();
        look.get();
        thread.join();
        return new WeakReference<>(loader);
      }
    }
  }

  /**
   * Whether somebody records the process or not. Of the last look Java 17 itself may keep a class,
   * in the cache of a method handle with which records are compared, until the next one.
   */
  @ParameterizedTest
  @ValueSource(strings = {"-Dnot=recorded", "-XX:StartFlightRecording:settings=none"})
  void noMoreThanOneCopyOfTheAgentStaysHoweverOftenOneLooks(String option, @TempDir Path folder)
      throws Exception {
    List<Path> looks =
        Stream.of("1", "2", "3", "4").map(folder::resolve).toList();
    for (Path look : looks) {
      Files.createDirectory(look);
    }
    assertThat(run(option, looks)).containsPattern("kept: [01]\n");
    for (Path look : looks) {
      String json = Files.readString(look.resolve(AgentCensus.SNAPSHOT));
      assertThat(Tool.read(json).names()).as("names of the look").isPositive();
    }
  }

  private static String run(String option, List<Path> folders)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    // What is kept softly is kept for minutes otherwise.
    command.addAll(List.of(option, "-Xmx256m", "-XX:SoftRefLRUPolicyMSPerMB=0"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Process.class.getName()));
    folders.forEach(folder -> command.add(folder.toString()));
    java.lang.Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(out).isZero();
      return out;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
