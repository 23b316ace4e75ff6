package org.machapi.benchmarks;

import com.sun.jna.ptr.IntByReference;
import org.openjdk.jmh.annotations.Benchmark;

/** {@code mach_port_get_refs}: a number comes back through a pointer, and is read. */
public class OutParameterBenchmark {

  /** Makes the benchmark; JMH does. */
  public OutParameterBenchmark() {}

  @Benchmark
  public int raw(Calls calls) {
    calls.raw.mach_port_get_refs(Calls.TASK, Calls.NAME, 0, calls.out.pointer());
    return calls.out.getInt(0);
  }

  @Benchmark
  public int jni(Calls calls) {
    JniCalls.machPortGetRefs(Calls.TASK, Calls.NAME, 0, calls.outAddress);
    return calls.out.getInt(0);
  }

  @Benchmark
  public int jnaDirect(Calls calls) {
    JnaDirect.mach_port_get_refs(Calls.TASK, Calls.NAME, 0, calls.outAddress);
    return calls.out.getInt(0);
  }

  @Benchmark
  public int jnaInterface() {
    IntByReference refs = new IntByReference();
    JnaInterface.INSTANCE.mach_port_get_refs(Calls.TASK, Calls.NAME, 0, refs);
    return refs.getValue();
  }
}
