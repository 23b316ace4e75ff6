package org.machapi.raw;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A shared library in C that exports what {@link MachLibrary} binds. Its functions have the
 * parameter types of the C headers, record what arrives and return what they were told to; {@link
 * CLibraryControl} is how a test asks and tells.
 *
 * <p>The source is made from the recorded signatures, not from the Java interfaces: what the two
 * sides disagree about shows.
 */
final class CLibrary {
  /** A task port with the highest bit set, which a sign extension would betray. */
  static final int TASK_SELF = 0x8000_0103;

  /** What the variables hold: values that a wrong width or a sign extension would change. */
  static final Map<String, Long> VALUES =
      Map.of(
          "mach_task_self_", TASK_SELF & 0xffff_ffffL,
          "bootstrap_port", 0xfedc_ba98L,
          "vm_page_size", 0xfedc_ba98_7654_3210L,
          "NDR_record", 0x8000_0000_0000_0001L);

  private static final Path FOLDER =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target/c-library");

  private static final String PREAMBLE =
      """
      #include <stdint.h>
      #include <stddef.h>
      #include <string.h>

      /* Every thread has its own record, so that tests may run side by side. */
      static _Thread_local const char *called = "";
      static _Thread_local unsigned count;
      static _Thread_local uint64_t arguments[16];
      static _Thread_local uint64_t answer;
      static _Thread_local int store_into = -1;
      static _Thread_local uint64_t store_value;
      static _Thread_local unsigned store_bytes;

      const char *c_library_called(void) { return called; }
      unsigned c_library_count(void) { return count; }
      uint64_t c_library_argument(unsigned index) { return arguments[index]; }
      void c_library_answer(uint64_t value) { answer = value; }
      void c_library_store(int index, uint64_t value, unsigned bytes) {
        store_into = index;
        store_value = value;
        store_bytes = bytes;
      }

      static void record(const char *name, unsigned n, const uint64_t *values) {
        called = name;
        count = n;
        for (unsigned i = 0; i < n; i++) {
          arguments[i] = values[i];
        }
        if (store_into >= 0) {
          uint32_t narrow = (uint32_t) store_value;
          void *target = (void *) (uintptr_t) values[store_into];
          memcpy(target, store_bytes == 4 ? (void *) &narrow : (void *) &store_value, store_bytes);
          store_into = -1;
        }
      }

      """;

  private CLibrary() {}

  /** Builds a library that exports all that is bound, the routines of newer systems included. */
  static Path complete() {
    requireCompiler();
    return Complete.PATH;
  }

  /** Builds a library that lacks some symbols. */
  static Path without(String... symbols) {
    requireCompiler();
    return build(Set.of(symbols));
  }

  private static Path build(Set<String> left) {
    try {
      Path folder = newFolder();
      Path source = Files.writeString(folder.resolve("library.c"), source(left));
      Path library = folder.resolve("library.so");
      run(
          folder,
          "cc",
          "-shared",
          "-fPIC",
          "-std=c11",
          "-Wall",
          "-Werror",
          "-Wno-unused-function",
          "-o",
          library.toString(),
          source.toString());
      return library;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder of its own for each build: the linker takes a path it knows for the same library. */
  static Path newFolder() throws IOException {
    Files.createDirectories(FOLDER);
    // The blank is there on purpose: paths have blanks.
    return Files.createTempDirectory(FOLDER, "variant ");
  }

  private static String source(Set<String> left) {
    StringBuilder source = new StringBuilder(PREAMBLE);
    routines()
        .filter(name -> !left.contains(name))
        .sorted()
        .forEach(name -> source.append(VALUES.containsKey(name) ? variable(name) : function(name)));
    return source.toString();
  }

  /** All routines and variables, those of newer systems included. */
  static Stream<String> routines() {
    return Stream.of(MachLibrary.class.getMethods()).map(Method::getName).distinct();
  }

  private static String variable(String name) {
    return String.format(
        "%s %s = 0x%xull;\n", cType(Facts.VARIABLES.getAsJsonObject(name)), name, VALUES.get(name));
  }

  private static String function(String name) {
    JsonObject signature = Facts.SIGNATURES.getAsJsonObject(name);
    if (signature == null) {
      throw new AssertionError("no recorded signature of " + name);
    }
    JsonArray parameters = signature.getAsJsonArray("params");
    List<String> declared = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      declared.add(parameterType(parameters.get(i).getAsJsonObject()) + " a" + i);
    }
    // A pointer is widened through uintptr_t; a number is taken unsigned, so nothing is extended.
    String values =
        IntStream.range(0, parameters.size())
            .mapToObj(i -> "(uint64_t) (uintptr_t) a" + i)
            .collect(Collectors.joining(", "));
    return String.format(
        "%1$s %2$s(%3$s) {\n"
            + "  record(\"%2$s\", %4$d, (const uint64_t[]) {%5$s});\n"
            + "  return %6$s;\n"
            + "}\n\n",
        cType(signature.getAsJsonObject("returns")),
        name,
        declared.isEmpty() ? "void" : String.join(", ", declared),
        parameters.size(),
        values.isEmpty() ? "0" : values,
        isVoid(signature.getAsJsonObject("returns"))
            ? ""
            : "(" + cType(signature.getAsJsonObject("returns")) + ") (uintptr_t) answer");
  }

  /**
   * A parameter of 8 bits is taken as one of 32: what a C compiler for macOS relies on is that the
   * caller has extended it.
   */
  private static String parameterType(JsonObject type) {
    return cType(type).replace("uint8_t", "uint32_t");
  }

  private static String cType(JsonObject type) {
    if (isVoid(type)) {
      return "void";
    }
    if (type.get("class").getAsString().equals("pointer")) {
      return "void *";
    }
    return "uint" + 8 * type.get("size").getAsInt() + "_t";
  }

  private static boolean isVoid(JsonObject type) {
    return type.get("class").getAsString().equals("void");
  }

  /** Without a compiler the tests count as skipped, and say why; never as passed. */
  private static void requireCompiler() {
    assumeTrue(compilerWorks(), "skipped: no C compiler, 'cc --version' does not run");
  }

  private static boolean compilerWorks() {
    try {
      run(FOLDER, "cc", "--version");
      return true;
    } catch (IOException | AssertionError e) {
      return false;
    }
  }

  private static void run(Path folder, String... command) throws IOException {
    Files.createDirectories(FOLDER);
    Path output = Files.createTempFile(FOLDER, "cc", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("took longer than a minute: " + String.join(" ", command));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    String text = Files.readString(output);
    Files.delete(output);
    if (process.exitValue() != 0) {
      throw new AssertionError(String.join(" ", command) + " failed:\n" + text);
    }
  }

  /** Built once, by the first test that needs it. */
  private static final class Complete {
    static final Path PATH = build(Set.of());
  }
}
