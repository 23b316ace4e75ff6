package org.machapi.benchmarks;

import org.machapi.exception.ExceptionMessage;
import org.machapi.message.Deadline;
import org.machapi.raw.MessageConstants;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * An exception of behaviour {@code EXCEPTION_DEFAULT}: received, read, answered with success, its
 * two ports given back. The same two calls of {@code mach_msg} and two of {@code
 * mach_port_deallocate} each way.
 */
public class ExceptionBenchmark {

  /** Makes the benchmark; JMH does. */
  public ExceptionBenchmark() {}

  @Benchmark
  public long raw(Calls calls, ExceptionCalls exception) {
    calls.raw.mach_msg(
        exception.received.pointer(),
        RoundCalls.RECEIVE,
        0,
        ExceptionCalls.ROOM,
        RoundCalls.PORT,
        0,
        0);
    long read = exception.decodeAndAnswer();
    calls.raw.mach_msg(
        exception.reply.pointer(),
        MessageConstants.MACH_SEND_MSG,
        ExceptionCalls.REPLY_SIZE,
        0,
        0,
        0,
        0);
    return read
        + calls.raw.mach_port_deallocate(Calls.TASK, exception.thread())
        + calls.raw.mach_port_deallocate(Calls.TASK, exception.task());
  }

  @Benchmark
  public long jni(ExceptionCalls exception) {
    JniCalls.machMsg(
        exception.receivedAddress,
        RoundCalls.RECEIVE,
        0,
        ExceptionCalls.ROOM,
        RoundCalls.PORT,
        0,
        0);
    long read = exception.decodeAndAnswer();
    JniCalls.machMsg(
        exception.replyAddress,
        MessageConstants.MACH_SEND_MSG,
        ExceptionCalls.REPLY_SIZE,
        0,
        0,
        0,
        0);
    return read
        + JniCalls.machPortDeallocate(Calls.TASK, exception.thread())
        + JniCalls.machPortDeallocate(Calls.TASK, exception.task());
  }

  /** Takes what is there, without waiting. */
  @Benchmark
  public long typed(ExceptionCalls exception) {
    try (ExceptionMessage message = exception.receiver.receive(Deadline.immediate())) {
      long read = message.type().number() + message.codes().get(0) + message.codes().get(1);
      message.replySuccess();
      return read;
    }
  }
}
