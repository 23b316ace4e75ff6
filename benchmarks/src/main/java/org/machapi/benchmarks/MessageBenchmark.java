package org.machapi.benchmarks;

import com.sun.jna.Pointer;
import org.openjdk.jmh.annotations.Benchmark;

/** {@code mach_msg}, and ten numbers of the message read afterwards. */
public class MessageBenchmark {
  private static final int OPTION = 0x102;

  /** Makes the benchmark; JMH does. */
  public MessageBenchmark() {}

  @Benchmark
  public int raw(Calls calls) {
    calls.raw.mach_msg(calls.message.pointer(), OPTION, 0, Calls.MESSAGE_SIZE, Calls.NAME, 1000, 0);
    return calls.readTen();
  }

  @Benchmark
  public int jni(Calls calls) {
    JniCalls.machMsg(calls.messageAddress, OPTION, 0, Calls.MESSAGE_SIZE, Calls.NAME, 1000, 0);
    return calls.readTen();
  }

  @Benchmark
  public int jnaDirect(Calls calls) {
    JnaDirect.mach_msg(calls.messageAddress, OPTION, 0, Calls.MESSAGE_SIZE, Calls.NAME, 1000, 0);
    return calls.readTen();
  }

  @Benchmark
  public int jnaInterface(Calls calls) {
    JnaInterface.INSTANCE.mach_msg(
        new Pointer(calls.messageAddress), OPTION, 0, Calls.MESSAGE_SIZE, Calls.NAME, 1000, 0);
    return calls.readTen();
  }
}
