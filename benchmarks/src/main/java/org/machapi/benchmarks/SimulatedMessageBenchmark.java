package org.machapi.benchmarks;

import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.MSGH_LOCAL_PORT;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_NAME;

import org.openjdk.jmh.annotations.Benchmark;

/** {@code mach_msg} of the simulated kernel, twice: a message is sent, and then received. */
public class SimulatedMessageBenchmark {

  /** Makes the benchmark; JMH does. */
  public SimulatedMessageBenchmark() {}

  /** A message of numbers. Returns the port it came to. */
  @Benchmark
  public int message(SimulatedMail mail) {
    mail.send(mail.numbers);
    mail.receive();
    return mail.received.getInt(MSGH_LOCAL_PORT);
  }

  /** A message that moves a send right. Returns the name under which it came back. */
  @Benchmark
  public int messageWithPort(SimulatedMail mail) {
    mail.send(mail.port);
    mail.receive();
    return mail.received.getInt(DESCRIPTORS + PORT_DESCRIPTOR_NAME);
  }
}
