package org.machapi.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program in a virtual machine of its own, with options of its own. */
final class ChildProgram {
  private ChildProgram() {}

  /** Runs it to its end, which must be a good one, and returns the lines that it printed. */
  static List<String> run(Class<?> program, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    Path output = CLibrary.newFolder().resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), program.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("the program did not end: " + Files.readString(output));
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    return Files.readAllLines(output);
  }

  /** All that this virtual machine was started with, on the class path or as modules. */
  private static String classPath() {
    Path testClasses = Path.of(System.getProperty("basedir", "")).resolve("target/test-classes");
    return Stream.of(
            testClasses.toAbsolutePath().toString(),
            System.getProperty("jdk.module.path", ""),
            System.getProperty("java.class.path"))
        .filter(path -> !path.isEmpty())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
