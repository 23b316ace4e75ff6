package org.machapi.census;

import static org.machapi.TestKernel.expectSuccess;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;

import java.util.Map;
import java.util.TreeMap;
import org.machapi.ReceiveStatus;
import org.machapi.Right;
import org.machapi.TaskPort;
import org.machapi.TestKernel;
import org.machapi.raw.MachPortStatusLayout;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;
import org.machapi.sim.SimulatedTask;

/** What the kernel itself says of a name, beside the library. */
final class Raw {
  private Raw() {}

  /** The references of each right that is there, one call for each. */
  static Map<Right, Integer> references(TestKernel kernel, int name) {
    Map<Right, Integer> references = new TreeMap<>();
    for (Right right : Right.values()) {
      int count = kernel.allReferences(name, right);
      if (count != 0) {
        references.put(right, count);
      }
    }
    return references;
  }

  static ReceiveStatus status(TestKernel kernel, int name) {
    NativeBuffer out = NativeBuffer.allocate(MachPortStatusLayout.SIZE + 4);
    out.putInt(MachPortStatusLayout.SIZE, PortConstants.MACH_PORT_RECEIVE_STATUS_COUNT);
    expectSuccess(
        "mach_port_get_attributes",
        kernel
            .raw()
            .mach_port_get_attributes(
                kernel.self(),
                name,
                PortConstants.MACH_PORT_RECEIVE_STATUS,
                out.pointer(),
                out.pointer(MachPortStatusLayout.SIZE)));
    return new ReceiveStatus(
        out.getInt(MachPortStatusLayout.MPS_SEQNO),
        out.getInt(MachPortStatusLayout.MPS_MSCOUNT),
        out.getInt(MachPortStatusLayout.MPS_QLIMIT),
        out.getInt(MachPortStatusLayout.MPS_MSGCOUNT),
        out.getInt(MachPortStatusLayout.MPS_SORIGHTS),
        out.getInt(MachPortStatusLayout.MPS_SRIGHTS) != 0,
        out.getInt(MachPortStatusLayout.MPS_PDREQUEST) != 0,
        out.getInt(MachPortStatusLayout.MPS_NSREQUEST) != 0,
        out.getInt(MachPortStatusLayout.MPS_FLAGS));
  }

  static void guard(TestKernel kernel, int name, long guard, boolean isStrict) {
    expectSuccess(
        "mach_port_guard",
        kernel.raw().mach_port_guard(kernel.self(), name, guard, isStrict ? 1 : 0));
  }

  /** Gives the test's task the control port of another; the test owns it. */
  static TaskPort controlPort(TestKernel kernel, SimulatedTask other) {
    int self = other.library().mach_task_self_().get();
    return TaskPort.adopt(kernel.mach(), other.grant(self, MACH_MSG_TYPE_COPY_SEND, kernel.task()));
  }

  /** Adds a task's thread's port to the test's task, under one more reference. */
  static int newThreadPort(TestKernel kernel) {
    return kernel.task().createThread().library().mach_thread_self();
  }
}
