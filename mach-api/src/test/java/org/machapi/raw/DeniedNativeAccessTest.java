package org.machapi.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What a program is told where the virtual machine does not let JNR-FFI load its native part. */
@Timeout(120)
class DeniedNativeAccessTest {

  /** Started in a virtual machine of its own, for this one has loaded JNR-FFI already. */
  static final class Program {
    public static void main(String[] arguments) {
      for (int attempt = 0; attempt < 2; attempt++) {
        try {
          NativeMachLibrary.load(Path.of(arguments[0]));
          System.out.println("loaded");
        } catch (LibraryLoadException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }

  @Test
  @EnabledForJreRange(
      min = JRE.JAVA_24,
      disabledReason = "older virtual machines cannot deny native access")
  void theErrorNamesTheLibraryAndTheOptionEachTime() throws IOException, InterruptedException {
    String library = CLibrary.newFolder().resolve("library.so").toString();

    List<String> output = run("--illegal-native-access=deny", library);

    assertThat(output)
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("cannot use " + library + " as the Mach library: ")
                    .contains("JNR-FFI cannot call native code")
                    .endsWith("allow it with --enable-native-access"));
  }

  @Test
  void withNativeAccessTheSameProgramGetsToTheLibrary() throws IOException, InterruptedException {
    String library = CLibrary.newFolder().resolve("library.so").toString();

    assertThat(run("--enable-native-access=ALL-UNNAMED", library))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("o such file"));
  }

  private static List<String> run(String option, String library)
      throws IOException, InterruptedException {
    Path output = CLibrary.newFolder().resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-cp",
                classPath(),
                Program.class.getName(),
                library)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the program did not end: " + Files.readString(output));
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
