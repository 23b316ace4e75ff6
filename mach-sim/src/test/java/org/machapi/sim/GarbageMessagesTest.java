package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.MessageConstants.MACH_RCV_INVALID_DATA;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMEOUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DATA;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.machapi.raw.NativeBuffer;

class GarbageMessagesTest {
  /** More of them on demand; docs/testing.md tells how. */
  private static final int MESSAGES =
      Math.max(20_000, Integer.getInteger("org.machapi.sim.garbage", 0));

  private static final int BOTH_TIMEOUTS = MACH_SEND_TIMEOUT | MACH_RCV_TIMEOUT;

  private final SplittableRandom random = new SplittableRandom(20_101_117);
  private final Task task = hardened();
  private final SimulatedTask simulated = new SimulatedTask(task);
  private final Program program = Program.of(simulated);

  /** All ports of the program, whatever has become of them. */
  private final List<Port> made = new ArrayList<>();

  /** A task whose fatal guard exceptions pass, because garbage raises them too. */
  private static Task hardened() {
    KernelConfiguration configuration =
        KernelConfiguration.builder().guardListener(exception -> {}).maximumMemory(1 << 24).build();
    return new Task(new Kernel(configuration), "garbage");
  }

  @Test
  void garbageGetsAnErrorOfTheKernelAndNeverAnException() {
    int[] names = someNames();
    int sent = 0;
    for (int i = 0; i < MESSAGES; i++) {
      if (i % 500 == 0) {
        names = someNames();
      }
      int size = random.nextInt(4) == 0 ? random.nextInt(200) : 4 * random.nextInt(40);
      fill(names, size);
      int options = MACH_SEND_MSG | BOTH_TIMEOUTS | garbageOptions();
      int name = names[random.nextInt(names.length)];
      int result =
          program.mach.mach_msg(program.message.pointer(), options, size, 4096, name, 0, 0);
      if (result == 0) {
        sent++;
      }
      program.receive(name);
      assertThat(result).isNotNegative();
    }
    assertThat(sent).isGreaterThan(MESSAGES / 200);
    everyRightIsAccountedFor();
  }

  /** What is counted is held, and when the task has ended, nothing of all that is left. */
  private void everyRightIsAccountedFor() {
    assertThat(RightsAccount.differences(task.space, made)).isEmpty();
    simulated.terminate();
    assertThat(made).isNotEmpty().noneMatch(port -> port.active);
    assertThat(made).allMatch(port -> port.firstMessage == null);
    assertThat(simulated.mappedBytes()).isZero();
  }

  /** Options with which no call waits. */
  private int garbageOptions() {
    return random.nextInt(3) == 0 ? random.nextInt() & ~MACH_RCV_MSG : random.nextInt(2) * 0x1000;
  }

  private int[] someNames() {
    // Garbage moves the right to the task's own port away now and then.
    int selves = program.references(program.self, MACH_PORT_RIGHT_SEND);
    program.changeReferences(program.self, MACH_PORT_RIGHT_SEND, 60_000 - selves);
    int port = newPort();
    int other = newPort();
    program.mach.mach_port_extract_right(
        program.self, port, 21, program.out.pointer(), program.out.pointer(4));
    int once = program.out.getInt(0);
    return new int[] {
      0,
      -1,
      0x7fff03,
      program.self,
      port,
      other,
      once,
      program.allocate(MACH_PORT_RIGHT_PORT_SET),
      program.allocate(MACH_PORT_RIGHT_DEAD_NAME),
      program.mach.mach_thread_self()
    };
  }

  private int newPort() {
    int name = program.receiveAndSendRight();
    made.add(task.space.port(task.space.find(name)));
    return name;
  }

  /** Makes bytes that look enough like a message to get far. */
  private void fill(int[] names, int size) {
    for (int at = 0; at < 256; at += 4) {
      int word =
          switch (random.nextInt(5)) {
            case 0 -> random.nextInt();
            case 1 -> names[random.nextInt(names.length)];
            case 2 -> random.nextInt(16, 22) << 16 | random.nextInt(5) << 24;
            case 3 -> random.nextInt(4);
            default -> 0;
          };
      program.message.putInt(at, word);
    }
    int bits = random.nextInt(16, 23) | random.nextInt(16, 23) << 8 * random.nextInt(2);
    program.message.putInt(0, bits | random.nextInt(2) << 31);
    program.message.putInt(8, names[random.nextInt(3, names.length)]);
    if (random.nextBoolean()) {
      program.message.putInt(24, random.nextInt(4));
    }
    if (random.nextInt(20) == 0) {
      program.message.putInt(24, random.nextInt());
    }
    if (random.nextBoolean()) {
      fillDescriptors(names);
    }
    if (size > 4096) {
      throw new IllegalArgumentException();
    }
  }

  /** Makes descriptors of ports that could be, so that messages with rights come about. */
  private void fillDescriptors(int[] names) {
    for (int at = 28; at < 64; at += 12) {
      program.message.putInt(at, names[random.nextInt(names.length)]);
      program.message.putInt(at + 8, random.nextInt(16, 23) << 16);
    }
  }

  @Test
  void afterGarbageTheKernelStillWorks() {
    for (int i = 0; i < 1000; i++) {
      fill(someNames(), 64);
      program.mach.mach_msg(
          program.message.pointer(), MACH_SEND_MSG | BOTH_TIMEOUTS, 64, 0, 0, 0, 0);
    }
    int port = program.receiveAndSendRight();
    assertThat(program.send(port, 1)).isZero();
    assertThat(program.receive(port)).isZero();
    everyRightIsAccountedFor();
  }

  @Test
  void noByteBeyondTheBufferIsReadOrWritten() {
    int port = program.receiveAndSendRight();
    NativeBuffer small = NativeBuffer.allocate(24);
    small.putInt(0, 19);
    small.putInt(8, port);
    assertThat(program.mach.mach_msg(small.pointer(), MACH_SEND_MSG, 28, 0, 0, 0, 0))
        .isEqualTo(MACH_SEND_INVALID_DATA);
    assertThat(program.mach.mach_msg(null, MACH_SEND_MSG, 24, 0, 0, 0, 0))
        .isEqualTo(MACH_SEND_INVALID_DATA);
    assertThat(program.mach.mach_msg(small.pointer(), MACH_SEND_MSG, 24, 0, 0, 0, 0)).isZero();
    assertThat(
            program.mach.mach_msg(
                small.pointer(), MACH_RCV_MSG | MACH_RCV_TIMEOUT, 0, 4096, port, 0, 0))
        .isEqualTo(MACH_RCV_INVALID_DATA);
  }

  @Test
  void everyCallAnswersGarbageArgumentsWithANumber() {
    NativeBuffer out = NativeBuffer.allocate(512);
    for (int i = 0; i < 5_000; i++) {
      int[] names = i % 100 == 0 ? someNames() : new int[] {program.self, 0, -1, 0x103};
      int name = names[random.nextInt(names.length)];
      int number = random.nextBoolean() ? random.nextInt(8) : random.nextInt();
      for (int at = 0; at < 512; at += 4) {
        out.putInt(at, random.nextInt(30));
      }
      callSome(out, name, number);
    }
    int port = program.receiveAndSendRight();
    assertThat(program.send(port, 1)).isZero();
  }

  private void callSome(NativeBuffer out, int name, int number) {
    int self = random.nextInt(10) == 0 ? name : program.self;
    var mach = program.mach;
    switch (random.nextInt(16)) {
      case 0 -> mach.mach_port_mod_refs(self, name, number, random.nextInt());
      case 1 -> mach.mach_port_get_attributes(self, name, number, out.pointer(), out.pointer(128));
      case 2 -> mach.mach_port_set_attributes(self, name, number, out.pointer(), number);
      case 3 ->
          mach.mach_port_request_notification(
              self, name, 60 + random.nextInt(15), number, name, 21, out.pointer());
      case 4 -> mach.mach_port_allocate_name(self, number, 0x5003 + (number & 0xff) * 256);
      case 5 -> mach.mach_port_insert_right(self, name, number, 16 + random.nextInt(7));
      case 6 ->
          mach.mach_port_peek(
              self,
              name,
              random.nextInt(),
              out.pointer(),
              out.pointer(8),
              out.pointer(16),
              out.pointer(128),
              out.pointer(24));
      case 7 -> mach.mach_port_destruct(self, name == program.self ? 0 : name, number, number);
      case 8 -> mach.thread_get_state(name, number, out.pointer(8), out.pointer());
      case 9 -> mach.thread_set_state(name, number, out.pointer(), number);
      case 10 -> mach.thread_info(name, number, out.pointer(8), out.pointer());
      case 11 ->
          mach.task_swap_exception_ports(
              self,
              number,
              name,
              number,
              number,
              out.pointer(128),
              out.pointer(),
              out.pointer(192),
              out.pointer(256),
              out.pointer(320));
      case 12 -> mach.task_get_special_port(self, number, out.pointer());
      case 13 -> mach.mach_vm_deallocate(self, number, random.nextInt());
      case 14 -> mach.mach_port_guard_with_flags(self, name, number, number);
      default -> mach.mach_port_extract_member(self, name, number);
    }
  }
}
