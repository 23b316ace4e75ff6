package org.machapi.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
    return ChildProgram.run(Program.class, List.of(option), library);
  }
}
