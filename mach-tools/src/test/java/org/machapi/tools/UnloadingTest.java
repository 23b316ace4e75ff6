package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.jfr.FlightRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the agent leaves in a process that has no library, and so gets that of the agent. */
@Timeout(120)
class UnloadingTest {
  /** A process that is looked at as by the agent, whose copy of the library finds a kernel here. */
  static final class LookedAt {
    private LookedAt() {}

    public static void main(String[] args) throws Exception {
      // Native calls keep it for ever, too.
      Set<ClassLoader> loaders = Collections.newSetFromMap(new IdentityHashMap<>());
      for (String folder : args) {
        loaders.add(look(Path.of(folder)));
      }
      System.out.println("copies: " + loaders.size());
      long events =
          FlightRecorder.getFlightRecorder().getEventTypes().stream()
              .filter(type -> type.getName().startsWith("org.machapi."))
              .count();
      System.out.println("events: " + events);
    }

    private static ClassLoader look(Path folder) throws Exception {
      ClassLoader loader =
          MachportsAgent.loader(AgentJar.classPath(), ClassLoader.getPlatformClassLoader());
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
      return loader;
    }
  }

  @TempDir private Path folder;

  @Test
  void aProgramThatHasToolAndLibraryItselfKeepsItsEvents() {
    // As here: they are on the class path of this process.
    assertThat(AgentCensus.isOwnCopy()).isFalse();
  }

  @Test
  void manyLooksBringOneCopyThatAddsNothingToRecordings() throws Exception {
    List<Path> looks = Stream.of("1", "2", "3").map(folder::resolve).toList();
    for (Path look : looks) {
      Files.createDirectory(look);
    }
    assertThat(run(looks)).contains("copies: 1\nevents: 0\n");
    for (Path look : looks) {
      String json = Files.readString(look.resolve(AgentCensus.SNAPSHOT));
      assertThat(Tool.read(json).names()).as("names of the look").isPositive();
    }
  }

  @Test
  void whatNothingElseKeepsIsUnloaded() throws Exception {
    WeakReference<ClassLoader> copy = copy();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (copy.get() != null && System.nanoTime() < end) {
      System.gc();
    }
    assertThat(copy.get()).isNull();
  }

  private static WeakReference<ClassLoader> copy() throws Exception {
    ClassLoader loader =
        MachportsAgent.loader(AgentJar.classPath(), ClassLoader.getPlatformClassLoader());
    assertThat(loader.loadClass(AgentCensus.class.getName())).isNotEqualTo(AgentCensus.class);
    return new WeakReference<>(loader);
  }

  @Test
  void anotherToolIsLoadedAnew() throws Exception {
    ClassLoader process = ClassLoader.getPlatformClassLoader();
    Path tool = Files.createFile(folder.resolve("tool.jar"));
    List<String> classPath = List.of(tool.toString());
    ClassLoader first = MachportsAgent.loader(classPath, process);
    assertThat(MachportsAgent.loader(classPath, process)).isSameAs(first);
    Files.setLastModifiedTime(tool, java.nio.file.attribute.FileTime.fromMillis(0));
    ClassLoader rebuilt = MachportsAgent.loader(classPath, process);
    assertThat(rebuilt).isNotSameAs(first);
    assertThat(MachportsAgent.loader(List.of(tool + "2"), process)).isNotSameAs(rebuilt);
  }

  private static String run(List<Path> folders) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-XX:StartFlightRecording:settings=none");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), LookedAt.class.getName()));
    folders.forEach(folder -> command.add(folder.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
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
