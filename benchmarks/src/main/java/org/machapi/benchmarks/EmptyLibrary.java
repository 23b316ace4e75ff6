package org.machapi.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jnr.ffi.Variable;
import org.machapi.raw.MachLibrary;

/**
 * A shared library in C whose functions do next to nothing, so that a benchmark measures the way
 * there and back alone. It exports all that {@link MachLibrary} binds, and the JNI functions of
 * {@link JniCalls}.
 *
 * <p>Each process builds its own, with {@code cc}, in a folder that goes when the process ends.
 */
final class EmptyLibrary {
  /** The functions that the benchmarks call, written out; all others return 0. */
  private static final String SOURCE =
      """
      #include <jni.h>
      #include <stdint.h>
      #include <string.h>

      uint32_t mach_thread_self(void) { return 0x1103; }
      int mach_port_deallocate(uint32_t task, uint32_t name) { return 0; }
      int mach_port_get_refs(uint32_t task, uint32_t name, uint32_t right, uint32_t *refs) {
        *refs = name;
        return 0;
      }

      int mach_port_construct(uint32_t task, void *options, uint64_t context, uint32_t *name) {
        *name = 0x2203;
        return 0;
      }
      int mach_port_kobject(uint32_t task, uint32_t name, uint32_t *type, uint64_t *address) {
        *type = 0;
        *address = 0;
        return 0;
      }

      /* What arrives at the one port where something does: a message with a send right. */
      static const uint32_t arriving[25] = {
          0x80001100, 40, 0, 0x2203, 0, 1000, /* bits, size, remote, local, voucher, id */
          1, 0x3307, 0, 17u << 16,            /* one descriptor: name, padding, disposition */
          0, 52,                              /* the trailer: type, size; all else is 0 */
      };
      /* And what arrives where there is room for an exception: mach_exception_raise. */
      static const uint32_t exception[34] = {
          0x80001112, 84, 0x7707, 0x2203, 0, 2405, /* with a right to answer */
          2, 0x1103, 0, 17u << 16, 0x203, 0, 17u << 16, /* thread and task */
          0, 1, 6, 2, 1, 0, 2, 0,                       /* NDR record, EXC_BREAKPOINT, two codes */
          0, 52,
      };
      int mach_msg(void *msg, int option, uint32_t send_size, uint32_t rcv_size,
                   uint32_t rcv_name, uint32_t timeout, uint32_t notify) {
        if (rcv_name == 0x2203) {
          if (rcv_size > 1000) {
            memcpy(msg, exception, sizeof exception);
          } else {
            memcpy(msg, arriving, sizeof arriving);
          }
        }
        return 0;
      }

      /* What one would write by hand: the least that JNI costs. */
      JNIEXPORT jint JNICALL Java_org_machapi_benchmarks_JniCalls_machThreadSelf(
          JNIEnv *env, jclass type) {
        return (jint) mach_thread_self();
      }
      JNIEXPORT jint JNICALL Java_org_machapi_benchmarks_JniCalls_machPortDeallocate(
          JNIEnv *env, jclass type, jint task, jint name) {
        return mach_port_deallocate((uint32_t) task, (uint32_t) name);
      }
      JNIEXPORT jint JNICALL Java_org_machapi_benchmarks_JniCalls_machPortGetRefs(
          JNIEnv *env, jclass type, jint task, jint name, jint right, jlong refs) {
        return mach_port_get_refs(
            (uint32_t) task, (uint32_t) name, (uint32_t) right, (uint32_t *) (uintptr_t) refs);
      }
      JNIEXPORT jint JNICALL Java_org_machapi_benchmarks_JniCalls_machMsg(
          JNIEnv *env, jclass type, jlong msg, jint option, jint send_size, jint rcv_size,
          jint rcv_name, jint timeout, jint notify) {
        return mach_msg((void *) (uintptr_t) msg, option, (uint32_t) send_size,
                        (uint32_t) rcv_size, (uint32_t) rcv_name, (uint32_t) timeout,
                        (uint32_t) notify);
      }
      """;

  private static final List<String> WRITTEN_OUT =
      List.of(
          "mach_thread_self",
          "mach_port_deallocate",
          "mach_port_get_refs",
          "mach_port_construct",
          "mach_port_kobject",
          "mach_msg");

  private static final long COMPILER_SECONDS = 60;

  private EmptyLibrary() {}

  /** Where it is; built by the first who asks. */
  static Path path() {
    return Built.PATH;
  }

  private static Path build() throws IOException {
    Path folder = Files.createTempDirectory("benchmarks");
    folder.toFile().deleteOnExit();
    Path source = Files.writeString(folder.resolve("empty.c"), SOURCE + others());
    Path library = folder.resolve(System.mapLibraryName("empty"));
    Path headers = Path.of(System.getProperty("java.home"), "include");
    String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    run(
        "cc",
        "-O2",
        "-shared",
        "-fPIC",
        "-I" + headers,
        "-I" + headers.resolve(system),
        "-o",
        library.toString(),
        source.toString());
    source.toFile().deleteOnExit();
    library.toFile().deleteOnExit();
    return library;
  }

  private static String others() {
    return Stream.of(MachLibrary.class.getMethods())
        .filter(method -> !WRITTEN_OUT.contains(method.getName()))
        .map(
            method ->
                method.getReturnType() == Variable.class
                    ? "uint64_t " + method.getName() + ";\n"
                    : "uint64_t " + method.getName() + "(void) { return 0; }\n")
        .sorted()
        .distinct()
        .collect(Collectors.joining());
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      if (!process.waitFor(COMPILER_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("took too long: " + String.join(" ", command));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new IOException("failed: " + String.join(" ", command));
    }
  }

  private static final class Built {
    static final Path PATH;

    static {
      try {
        PATH = build();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
