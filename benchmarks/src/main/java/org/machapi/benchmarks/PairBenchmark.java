package org.machapi.benchmarks;

import org.machapi.ThreadPort;
import org.openjdk.jmh.annotations.Benchmark;

/** {@code mach_thread_self} and {@code mach_port_deallocate}: a right comes and goes. */
public class PairBenchmark {

  /** Makes the benchmark; JMH does. */
  public PairBenchmark() {}

  @Benchmark
  public int raw(Calls calls) {
    return calls.raw.mach_port_deallocate(Calls.TASK, calls.raw.mach_thread_self());
  }

  @Benchmark
  public int typed(Calls calls) {
    try (ThreadPort self = ThreadPort.self(calls.mach)) {
      return self.name();
    }
  }

  /** What no object that is closed exactly once can go below. */
  @Benchmark
  public int leastOwner(Calls calls) {
    LeastOwner owner = new LeastOwner(calls, calls.raw.mach_thread_self());
    owner.close();
    return owner.name();
  }

  @Benchmark
  public int jni() {
    return JniCalls.machPortDeallocate(Calls.TASK, JniCalls.machThreadSelf());
  }

  @Benchmark
  public int jnaDirect() {
    return JnaDirect.mach_port_deallocate(Calls.TASK, JnaDirect.mach_thread_self());
  }

  @Benchmark
  public int jnaInterface() {
    return JnaInterface.INSTANCE.mach_port_deallocate(
        Calls.TASK, JnaInterface.INSTANCE.mach_thread_self());
  }
}
