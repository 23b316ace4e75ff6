package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.DESCRIPTOR_TYPE;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MachMsgLayout.MSGH_REMOTE_PORT;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSGH_BITS_COMPLEX;
import static org.machapi.raw.MessageConstants.MACH_MSG_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_QLIMIT_DEFAULT;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Two tasks that send one another send rights, and a model beside them: for each port, which task
 * has how many references to it, and which letters wait in its queue with what. What the model says
 * has to be what the kernel says.
 */
final class Mail {
  static final int PORTS = 3;

  static final int[] DISPOSITIONS = {
    MACH_MSG_TYPE_COPY_SEND, MACH_MSG_TYPE_MOVE_SEND, MACH_MSG_TYPE_MAKE_SEND
  };

  /** A letter in a queue: its number, and the ports of the rights in it. */
  private record Letter(int number, List<Integer> carried) {}

  private final Program[] programs = new Program[2];

  /** Which task receives on a port. */
  private final int[] receivers = {0, 0, 1};

  private final boolean[] dead = new boolean[PORTS];
  private final int[][] references = new int[2][PORTS];
  private final int[][] names = new int[2][PORTS];
  private final List<Deque<Letter>> queues = new ArrayList<>();
  private int letters;

  Mail(KernelGeneration generation) {
    SimulatedKernel kernel =
        SimulatedKernel.create(KernelConfiguration.builder().generation(generation).build());
    SimulatedTask[] tasks = {kernel.createTask("one"), kernel.createTask("two")};
    Arrays.setAll(programs, i -> Program.of(tasks[i]));
    for (int port = 0; port < PORTS; port++) {
      int own = receivers[port];
      int other = 1 - own;
      queues.add(new ArrayDeque<>());
      names[own][port] = programs[own].receiveAndSendRight();
      names[other][port] =
          tasks[own].grant(names[own][port], MACH_MSG_TYPE_COPY_SEND, tasks[other]);
      references[own][port] = 1;
      references[other][port] = 1;
    }
  }

  void make(Posting posting) {
    int task = posting.task();
    int port = posting.port();
    switch (posting.act()) {
      case SEND -> send(posting);
      case RECEIVE -> receive(port);
      case MAKE -> {
        if (!dead[port]) {
          programs[receivers[port]].makeSend(names[receivers[port]][port]);
          references[receivers[port]][port]++;
        }
      }
      case DROP -> drop(task, port, 1);
      case END -> end(port);
    }
  }

  /** Sends if the rights for it are there; what is sent by mistake is for other tests. */
  private void send(Posting posting) {
    int task = posting.task();
    int to = posting.port();
    int[] before = references[task].clone();
    boolean possible = !dead[to] && take(task, to, posting.disposition());
    for (Posting.Carried each : posting.carried()) {
      possible = possible && take(task, each.port(), each.disposition());
    }
    if (!possible) {
      references[task] = before;
      return;
    }
    Letter letter =
        new Letter(++letters, posting.carried().stream().map(Posting.Carried::port).toList());
    int result = programs[task].send(MACH_SEND_MSG | MACH_SEND_TIMEOUT, write(posting, letter), 0);
    if (queues.get(to).size() < MACH_PORT_QLIMIT_DEFAULT) {
      assertThat(result).isEqualTo(MACH_MSG_SUCCESS);
      queues.get(to).add(letter);
    } else {
      assertThat(result).isEqualTo(MACH_SEND_TIMED_OUT);
      arrive(task, to, programs[task].message.getInt(MSGH_REMOTE_PORT));
      readCarried(task, letter);
    }
    forgetNames(task);
  }

  /** Takes a right out of the model; false if the task has none. */
  private boolean take(int task, int port, int disposition) {
    return switch (DISPOSITIONS[disposition]) {
      case MACH_MSG_TYPE_MAKE_SEND -> receivers[port] == task && !dead[port];
      case MACH_MSG_TYPE_COPY_SEND -> references[task][port] > 0;
      default -> references[task][port] > 0 && references[task][port]-- > 0;
    };
  }

  private int write(Posting posting, Letter letter) {
    Program program = programs[posting.task()];
    program.header(
        names[posting.task()][posting.port()],
        DISPOSITIONS[posting.disposition()],
        0,
        0,
        letter.number());
    program.message.putInt(MSGH_BITS, DISPOSITIONS[posting.disposition()] | MACH_MSGH_BITS_COMPLEX);
    program.message.putInt(MSGH_DESCRIPTOR_COUNT, posting.carried().size());
    int at = DESCRIPTORS;
    for (Posting.Carried each : posting.carried()) {
      program.message.putLong(at, 0);
      program.message.putInt(at, names[posting.task()][each.port()]);
      program.message.putInt(at + 8, 0);
      program
          .message
          .bytes()
          .put(at + PORT_DESCRIPTOR_DISPOSITION, (byte) DISPOSITIONS[each.disposition()]);
      program.message.bytes().put(at + DESCRIPTOR_TYPE, (byte) 0);
      at += PORT_DESCRIPTOR_SIZE;
    }
    return at;
  }

  private void receive(int port) {
    int task = receivers[port];
    if (dead[port]) {
      return;
    }
    int result = programs[task].receive(names[task][port]);
    Letter letter = queues.get(port).poll();
    if (letter == null) {
      assertThat(result).isEqualTo(MACH_RCV_TIMED_OUT);
      return;
    }
    assertThat(result).isEqualTo(MACH_MSG_SUCCESS);
    assertThat(programs[task].id()).as("the letter that was sent first").isEqualTo(letter.number());
    readCarried(task, letter);
  }

  private void readCarried(int task, Letter letter) {
    int at = DESCRIPTORS;
    for (int port : letter.carried()) {
      arrive(task, port, programs[task].message.getInt(at));
      at += PORT_DESCRIPTOR_SIZE;
    }
  }

  private void arrive(int task, int port, int name) {
    if (dead[port]) {
      assertThat(name).as("a right to a dead port").isEqualTo(MACH_PORT_DEAD);
      return;
    }
    if (references[task][port]++ > 0 || receivers[port] == task) {
      assertThat(name).as("the one name of a port").isEqualTo(names[task][port]);
    }
    names[task][port] = name;
  }

  private void end(int port) {
    int task = receivers[port];
    if (!dead[port]) {
      int result = programs[task].changeReferences(names[task][port], MACH_PORT_RIGHT_RECEIVE, -1);
      assertThat(result).isZero();
      dead[port] = true;
      queues.get(port).clear();
      forgetNames(task);
    }
  }

  private void drop(int task, int port, int count) {
    for (int i = 0; i < count && references[task][port] > 0; i++) {
      int result = programs[task].mach.mach_port_deallocate(programs[task].self, names[task][port]);
      assertThat(result).isZero();
      references[task][port]--;
    }
    forgetNames(task);
  }

  private void forgetNames(int task) {
    for (int port = 0; port < PORTS; port++) {
      boolean receives = receivers[port] == task && !dead[port];
      if (references[task][port] == 0 && !receives) {
        names[task][port] = 0;
      }
    }
  }

  void receiveEverything() {
    for (int port = 0; port < PORTS; port++) {
      while (!queues.get(port).isEmpty()) {
        receive(port);
      }
    }
  }

  void dropEverything() {
    for (int port = 0; port < PORTS; port++) {
      drop(0, port, references[0][port]);
      drop(1, port, references[1][port]);
    }
  }

  /** Compares every count of the model with the kernel's. */
  void check() {
    for (int port = 0; port < PORTS; port++) {
      int held = 0;
      for (int task = 0; task < 2; task++) {
        held += references[task][port] > 0 ? 1 : 0;
        int kind = dead[port] ? MACH_PORT_RIGHT_DEAD_NAME : MACH_PORT_RIGHT_SEND;
        if (names[task][port] != 0) {
          assertThat(programs[task].references(names[task][port], kind))
              .isEqualTo(references[task][port]);
        }
      }
      if (!dead[port]) {
        checkSendRights(port, held + inQueues(port));
      }
    }
  }

  private int inQueues(int port) {
    long carried =
        queues.stream()
            .flatMap(Deque::stream)
            .flatMap(letter -> letter.carried().stream())
            .filter(each -> each == port)
            .count();
    // Each letter was sent through a send right, which waits with it.
    return (int) carried + queues.get(port).size();
  }

  private void checkSendRights(int port, int expected) {
    Program program = programs[receivers[port]];
    int name = names[receivers[port]][port];
    assertThat(program.mach.mach_port_get_srights(program.self, name, program.out.pointer()))
        .isZero();
    assertThat(program.out.getInt(0)).as("send rights to port %d", port).isEqualTo(expected);
  }
}
