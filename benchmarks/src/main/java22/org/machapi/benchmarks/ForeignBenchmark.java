package org.machapi.benchmarks;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The same calls through the foreign function API, as somebody would write them who needs JDK 22
 * anyway. An ordinary call, not a critical one: a critical call must not wait, and {@code mach_msg}
 * waits.
 */
@State(Scope.Thread)
@SuppressWarnings("restricted") // Calling C is what this is about.
public class ForeignBenchmark {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup LIBRARY =
      SymbolLookup.libraryLookup(EmptyLibrary.path(), Arena.global());
  private static final ValueLayout INT = ValueLayout.JAVA_INT;
  private static final MethodHandle MACH_THREAD_SELF = handle("mach_thread_self");
  private static final MethodHandle MACH_PORT_DEALLOCATE = handle("mach_port_deallocate", INT, INT);
  private static final MethodHandle MACH_PORT_GET_REFS =
      handle("mach_port_get_refs", INT, INT, INT, ValueLayout.ADDRESS);
  private static final MethodHandle MACH_MSG =
      handle("mach_msg", ValueLayout.ADDRESS, INT, INT, INT, INT, INT, INT);

  private final MemorySegment out = Arena.ofAuto().allocate(8);
  private final MemorySegment message = Arena.ofAuto().allocate(Calls.MESSAGE_SIZE);

  /** Makes the benchmark; JMH does. */
  public ForeignBenchmark() {}

  private static MethodHandle handle(String name, MemoryLayout... parameters) {
    return LINKER.downcallHandle(
        LIBRARY.find(name).orElseThrow(), FunctionDescriptor.of(INT, parameters));
  }

  @Benchmark
  public int pair() throws Throwable {
    int name = (int) MACH_THREAD_SELF.invokeExact();
    return (int) MACH_PORT_DEALLOCATE.invokeExact(Calls.TASK, name);
  }

  @Benchmark
  public int outParameter() throws Throwable {
    int code = (int) MACH_PORT_GET_REFS.invokeExact(Calls.TASK, Calls.NAME, 0, out);
    return code + out.get(ValueLayout.JAVA_INT, 0);
  }

  @Benchmark
  public int message() throws Throwable {
    int code =
        (int) MACH_MSG.invokeExact(message, 0x102, 0, Calls.MESSAGE_SIZE, Calls.NAME, 1000, 0);
    for (long offset = 0; offset < 40; offset += 4) {
      code += message.get(ValueLayout.JAVA_INT, offset);
    }
    return code;
  }
}
