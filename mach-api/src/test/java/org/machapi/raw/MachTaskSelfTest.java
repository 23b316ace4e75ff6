package org.machapi.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jnr.ffi.Variable;
import org.junit.jupiter.api.Test;

/**
 * Nothing binds the exported function {@code mach_task_self}, which adds a user reference with
 * every call. The task port is read from the variable {@code mach_task_self_}.
 */
class MachTaskSelfTest {
  private static final String FUNCTION = "mach_task_self";
  private static final String VARIABLE = "mach_task_self_";

  @Test
  void noInterfaceHasAMethodOfTheFunctionsName() {
    List<Class<?>> interfaces =
        Facts.classesNamed(".*").stream().filter(Class::isInterface).collect(Collectors.toList());

    assertThat(interfaces).contains(MachLibrary.class, MachInitRoutines.class);
    for (Class<?> type : interfaces) {
      assertThat(Stream.of(type.getMethods()).map(Method::getName))
          .as(type.getName())
          .doesNotContain(FUNCTION);
    }
  }

  @Test
  void noClassFileOfTheLibraryHoldsTheFunctionsName() throws IOException {
    assertThat(filesWithConstant(FUNCTION)).isEmpty();
  }

  @Test
  void theSearchThroughClassFilesFindsTheVariablesName() throws IOException {
    assertThat(filesWithConstant(VARIABLE).stream().map(file -> file.getFileName().toString()))
        .contains("MachInitRoutines.class");
  }

  @Test
  void theTaskPortIsAVariable() throws NoSuchMethodException {
    assertThat(MachLibrary.class.getMethod(VARIABLE).getReturnType()).isEqualTo(Variable.class);
  }

  /** Finds a name as a whole in the constant pool, where the names of methods and strings are. */
  private static List<Path> filesWithConstant(String name) throws IOException {
    ByteArrayOutputStream constant = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(constant);
    out.writeByte(1); // CONSTANT_Utf8, then the length and the text
    out.writeUTF(name);
    String wanted = constant.toString(StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(Facts.classesFolder())) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> read(file).contains(wanted))
          .collect(Collectors.toList());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
