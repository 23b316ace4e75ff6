package org.machapi.benchmarks;

import org.machapi.SendRight;
import org.machapi.message.Deadline;
import org.machapi.message.ReceivedMessage;
import org.machapi.raw.MessageConstants;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * A message with one send right: built, sent, received, the right taken out and given back. The
 * same two calls of {@code mach_msg} and one of {@code mach_port_deallocate} each way.
 */
public class RoundBenchmark {

  /** Makes the benchmark; JMH does. */
  public RoundBenchmark() {}

  @Benchmark
  public int raw(Calls calls, RoundCalls round) {
    round.build();
    calls.raw.mach_msg(
        round.sent.pointer(), MessageConstants.MACH_SEND_MSG, RoundCalls.SIZE, 0, 0, 0, 0);
    calls.raw.mach_msg(
        round.received.pointer(),
        RoundCalls.RECEIVE,
        0,
        round.received.size(),
        RoundCalls.PORT,
        0,
        0);
    return calls.raw.mach_port_deallocate(Calls.TASK, round.arrived());
  }

  @Benchmark
  public int jni(RoundCalls round) {
    round.build();
    JniCalls.machMsg(
        round.sentAddress, MessageConstants.MACH_SEND_MSG, RoundCalls.SIZE, 0, 0, 0, 0);
    JniCalls.machMsg(
        round.receivedAddress, RoundCalls.RECEIVE, 0, round.received.size(), RoundCalls.PORT, 0, 0);
    return JniCalls.machPortDeallocate(Calls.TASK, round.arrived());
  }

  /** Takes what is there, without waiting. */
  @Benchmark
  public int typed(RoundCalls round) {
    return typed(round, Deadline.immediate());
  }

  /** Would wait, and could be woken by an interrupt or a close. */
  @Benchmark
  public int typedWaiting(RoundCalls round) {
    return typed(round, Deadline.none());
  }

  private static int typed(RoundCalls round, Deadline deadline) {
    round.message.begin(RoundCalls.ID).copy(round.carried);
    round.message.send(round.destination, Deadline.none());
    try (ReceivedMessage message = ReceivedMessage.receive(round.port, round.buffer, deadline);
        SendRight right = message.takeSend(0)) {
      return right.name();
    }
  }
}
