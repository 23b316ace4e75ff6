package org.machapi;

import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_RCV_MSG;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_RCV_TIMEOUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMED_OUT;
import static org.machapi.raw.MessageConstants.MACH_SEND_TIMEOUT;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;

import org.machapi.raw.MachLibrary;
import org.machapi.raw.MachMsgLayout;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.SimulatedTask;

/**
 * A port whose receive right another task has, so that nothing but send rights stands under its
 * name in the test's task. It begins with one user reference, which the test owns.
 */
public final class RemotePort {
  private final TestKernel kernel;
  private final SimulatedTask owner;
  private final MachLibrary raw;
  private final int receiveName;
  private final int name;

  RemotePort(TestKernel kernel, SimulatedTask owner) {
    this.kernel = kernel;
    this.owner = owner;
    this.raw = owner.library();
    NativeBuffer out = NativeBuffer.allocate(4);
    TestKernel.expectSuccess(
        "mach_port_allocate",
        raw.mach_port_allocate(self(), MACH_PORT_RIGHT_RECEIVE, out.pointer()));
    this.receiveName = out.getInt(0);
    this.name = grantSend();
  }

  private int self() {
    return raw.mach_task_self_().get();
  }

  /** The task that has the receive right. */
  public SimulatedTask owner() {
    return owner;
  }

  /** What the owner calls the receive right. */
  public int receiveName() {
    return receiveName;
  }

  /** What the test's task calls its send rights. */
  public int name() {
    return name;
  }

  /** Gives the test's task one more user reference. */
  public int grantSend() {
    return owner.grant(receiveName, MACH_MSG_TYPE_MAKE_SEND, kernel.task());
  }

  /** Gives the test's task a send-once right, under a name of its own. */
  public int grantSendOnce() {
    return owner.grant(receiveName, MACH_MSG_TYPE_MAKE_SEND_ONCE, kernel.task());
  }

  /** Destroys the port. */
  public void die() {
    TestKernel.expectSuccess(
        "mach_port_mod_refs",
        raw.mach_port_mod_refs(self(), receiveName, MACH_PORT_RIGHT_RECEIVE, -1));
  }

  /** Sends messages through the test's right until no more fits; returns how many did. */
  public int fill() {
    NativeBuffer message = NativeBuffer.allocate(MachMsgLayout.HEADER_SIZE);
    message.putInt(MachMsgLayout.MSGH_BITS, MACH_MSG_TYPE_MAKE_SEND);
    message.putInt(MachMsgLayout.MSGH_SIZE, message.size());
    message.putInt(MachMsgLayout.MSGH_REMOTE_PORT, receiveName);
    int sent = 0;
    int code;
    do {
      message.putInt(MachMsgLayout.MSGH_BITS, MACH_MSG_TYPE_MAKE_SEND);
      code =
          raw.mach_msg(
              message.pointer(), MACH_SEND_MSG | MACH_SEND_TIMEOUT, message.size(), 0, 0, 0, 0);
      sent++;
    } while (code == 0);
    if (code != MACH_SEND_TIMED_OUT) {
      TestKernel.expectSuccess("mach_msg", code);
    }
    // The one that did not fit came back with the right that had been made for it.
    TestKernel.expectSuccess("mach_port_deallocate", raw.mach_port_deallocate(self(), receiveName));
    return sent - 1;
  }

  /** Takes the next message, as the owner; its id, or {@link #NOTHING}. */
  public int receiveId() {
    NativeBuffer message = receive();
    return message == null ? NOTHING : message.getInt(MachMsgLayout.MSGH_ID);
  }

  /** What {@link #receiveId()} says when no message waits. */
  public static final int NOTHING = -1;

  /** Takes the next message, as the owner, with all it carries; null if none waits. */
  public NativeBuffer receive() {
    NativeBuffer message = NativeBuffer.allocate(1024);
    int code =
        raw.mach_msg(
            message.pointer(),
            MACH_RCV_MSG | MACH_RCV_TIMEOUT,
            0,
            message.size(),
            receiveName,
            0,
            0);
    if (code == MACH_RCV_TIMED_OUT) {
      return null;
    }
    TestKernel.expectSuccess("mach_msg", code);
    return message;
  }

  /** Asks the kernel how many user references the owner has under a name. */
  public int ownersReferences(int ownersName, Right right) {
    NativeBuffer out = NativeBuffer.allocate(4);
    TestKernel.expectSuccess(
        "mach_port_get_refs",
        raw.mach_port_get_refs(self(), ownersName, right.number(), out.pointer()));
    return out.getInt(0);
  }

  /** The test's right for another task: copies it there. */
  public int copyFor(SimulatedTask task) {
    return kernel.task().grant(name, MACH_MSG_TYPE_COPY_SEND, task);
  }
}
