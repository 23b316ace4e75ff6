package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_SIZE;
import static org.machapi.raw.MachPortStatusLayout.MPS_MSCOUNT;
import static org.machapi.raw.MessageConstants.MACH_MSGH_BITS_COMPLEX;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_NO_SENDERS;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RECEIVE_STATUS;
import static org.machapi.raw.PortConstants.MACH_PORT_RECEIVE_STATUS_COUNT;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.util.ArrayList;
import java.util.List;

/**
 * A port whose send rights come and go in many ways, seen through the C interface alone: in its own
 * task, in another one, in the queue of a mailbox, and in its own queue.
 */
final class WatchedPort {
  /** The ways. */
  enum Act {
    ARM,
    DISARM,
    MAKE,
    ADD_REFERENCE,
    DROP,
    DROP_ALL,
    GIVE,
    DROP_ELSEWHERE,
    POST,
    FETCH,
    DISCARD_MAIL,
    CALL,
    ANSWER
  }

  private static final int[] DISPOSITIONS = {
    MACH_MSG_TYPE_MAKE_SEND, MACH_MSG_TYPE_COPY_SEND, MACH_MSG_TYPE_MOVE_SEND
  };

  /** Where the count stands in a notification, after header and number format. */
  private static final int NOTIFIED_COUNT = 32;

  private final SimulatedTask task;
  private final SimulatedTask otherTask;
  private final Program program;
  private final Program other;
  private final int port;
  private final int notified;
  private int mailbox;
  private int elsewhere;

  WatchedPort(KernelGeneration generation) {
    SimulatedKernel kernel =
        SimulatedKernel.create(KernelConfiguration.builder().generation(generation).build());
    task = kernel.createTask("watches");
    otherTask = kernel.createTask("other");
    program = Program.of(task);
    other = Program.of(otherTask);
    port = program.receiveRight();
    notified = program.receiveRight();
    mailbox = program.receiveRight();
  }

  void perform(Act act, int variant) {
    int disposition = DISPOSITIONS[variant % DISPOSITIONS.length];
    int references = program.references(port, MACH_PORT_RIGHT_SEND);
    boolean has = references > 0 || disposition == MACH_MSG_TYPE_MAKE_SEND;
    switch (act) {
      case ARM -> request(notified, wantedCount(variant));
      case DISARM -> request(MACH_PORT_NULL, 0);
      case MAKE -> program.makeSend(port);
      case ADD_REFERENCE -> program.changeReferences(port, MACH_PORT_RIGHT_SEND, 1);
      case DROP -> {
        if (references > 0) {
          program.mach.mach_port_deallocate(program.self, port);
        }
      }
      case DROP_ALL -> program.changeReferences(port, MACH_PORT_RIGHT_SEND, -references);
      case GIVE -> {
        if (has) {
          elsewhere = task.grant(port, disposition, otherTask);
        }
      }
      case DROP_ELSEWHERE -> other.mach.mach_port_destroy(other.self, elsewhere);
      case POST -> {
        if (has) {
          post(disposition);
        }
      }
      case FETCH -> program.receive(mailbox);
      case DISCARD_MAIL -> {
        program.changeReferences(mailbox, MACH_PORT_RIGHT_RECEIVE, -1);
        mailbox = program.receiveRight();
      }
      case CALL -> {
        if (has) {
          program.header(port, disposition, 0, 0, 1);
          program.send(MACH_SEND_MSG | MACH_SEND_TIMEOUT, 24, 0);
        }
      }
      case ANSWER -> program.receive(port);
    }
  }

  /** Returns from which number of rights made on a request is meant: now, as made, or later. */
  int wantedCount(int variant) {
    return switch (variant % 3) {
      case 0 -> 0;
      case 1 -> makeSendCount();
      default -> makeSendCount() + 1;
    };
  }

  private void request(int notify, int count) {
    int result =
        program.mach.mach_port_request_notification(
            program.self,
            port,
            MACH_NOTIFY_NO_SENDERS,
            count,
            notify,
            MACH_MSG_TYPE_MAKE_SEND_ONCE,
            program.out.pointer());
    assertThat(result).isEqualTo(KERN_SUCCESS);
    if (program.out.getInt(0) != MACH_PORT_NULL) {
      program.mach.mach_port_deallocate(program.self, program.out.getInt(0));
    }
  }

  /** Sends a right to the port into the mailbox; where that is full, the right comes back. */
  private void post(int disposition) {
    program.header(mailbox, MACH_MSG_TYPE_MAKE_SEND, 0, 0, 1);
    program.message.putInt(MSGH_BITS, MACH_MSG_TYPE_MAKE_SEND | MACH_MSGH_BITS_COMPLEX);
    program.message.putInt(MSGH_DESCRIPTOR_COUNT, 1);
    program.message.putInt(DESCRIPTORS, port);
    program.message.putInt(DESCRIPTORS + 4, 0);
    program.message.putInt(DESCRIPTORS + 8, 0);
    program.message.bytes().put(DESCRIPTORS + 10, (byte) disposition);
    program.send(MACH_SEND_MSG | MACH_SEND_TIMEOUT, DESCRIPTORS + PORT_DESCRIPTOR_SIZE, 0);
  }

  int sendRights() {
    int result = program.mach.mach_port_get_srights(program.self, port, program.out.pointer());
    assertThat(result).isEqualTo(KERN_SUCCESS);
    return program.out.getInt(0);
  }

  int makeSendCount() {
    program.out.putInt(48, MACH_PORT_RECEIVE_STATUS_COUNT);
    int result =
        program.mach.mach_port_get_attributes(
            program.self,
            port,
            MACH_PORT_RECEIVE_STATUS,
            program.out.pointer(),
            program.out.pointer(48));
    assertThat(result).isEqualTo(KERN_SUCCESS);
    return program.out.getInt(MPS_MSCOUNT);
  }

  /** Returns the counts in the no-senders notifications that have come. */
  List<Integer> takeNotifications() {
    List<Integer> counts = new ArrayList<>();
    while (program.receive(notified) == KERN_SUCCESS) {
      if (program.id() == MACH_NOTIFY_NO_SENDERS) {
        counts.add(program.message.getInt(NOTIFIED_COUNT));
      }
    }
    return counts;
  }

  void end() {
    int result = program.changeReferences(port, MACH_PORT_RIGHT_RECEIVE, -1);
    assertThat(result).isEqualTo(KERN_SUCCESS);
  }
}
