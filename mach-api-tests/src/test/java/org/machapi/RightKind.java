package org.machapi;

import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.SpecialPortConstants.THREAD_INSPECT_PORT;
import static org.machapi.raw.SpecialPortConstants.THREAD_READ_PORT;

import org.machapi.raw.NativeBuffer;
import org.machapi.sim.SimulatedTask;

/** One right of every class, for what is true of them all. */
enum RightKind {
  RECEIVE("mach_port_destruct") {
    @Override
    PortRight make(TestKernel kernel) {
      return ReceiveRight.allocate(kernel.mach());
    }

    @Override
    int relinquish(PortRight right) {
      return ((ReceiveRight) right).relinquish();
    }
  },
  PORT_SET("mach_port_mod_refs") {
    @Override
    PortRight make(TestKernel kernel) {
      return PortSet.allocate(kernel.mach());
    }

    @Override
    int relinquish(PortRight right) {
      return ((PortSet) right).relinquish();
    }
  },
  SEND("mach_port_deallocate") {
    @Override
    PortRight make(TestKernel kernel) {
      return SendRight.adopt(kernel.mach(), kernel.remotePort().name());
    }
  },
  SEND_ONCE("mach_port_deallocate") {
    @Override
    PortRight make(TestKernel kernel) {
      RemotePort port = kernel.remotePort();
      kernel.deallocate(port.name());
      return SendOnceRight.adopt(kernel.mach(), port.grantSendOnce());
    }

    @Override
    int relinquish(PortRight right) {
      return ((SendOnceRight) right).relinquish();
    }
  },
  DEAD_NAME("mach_port_deallocate") {
    @Override
    PortRight make(TestKernel kernel) {
      return DeadName.adopt(kernel.mach(), kernel.newDeadName());
    }

    @Override
    int relinquish(PortRight right) {
      return ((DeadName) right).relinquish();
    }
  },
  THREAD("mach_port_deallocate") {
    @Override
    PortRight make(TestKernel kernel) {
      return ThreadPort.self(kernel.mach());
    }
  },
  TASK("mach_port_deallocate") {
    @Override
    PortRight make(TestKernel kernel) {
      SimulatedTask other = kernel.otherTask();
      int self = other.library().mach_task_self_().get();
      return TaskPort.adopt(
          kernel.mach(), other.grant(self, MACH_MSG_TYPE_COPY_SEND, kernel.task()));
    }
  },
  TASK_READ("mach_port_deallocate") {
    @Override
    PortRight make(TestKernel kernel) {
      return kernel.mach().task().readPort();
    }
  },
  TASK_INSPECT("mach_port_deallocate") {
    @Override
    PortRight make(TestKernel kernel) {
      return kernel.mach().task().inspectPort();
    }
  },
  TASK_NAME("mach_port_deallocate") {
    @Override
    PortRight make(TestKernel kernel) {
      return kernel.mach().task().namePort();
    }
  },
  THREAD_READ("mach_port_deallocate") {
    @Override
    PortRight make(TestKernel kernel) {
      return ThreadReadPort.adopt(kernel.mach(), ownThread(kernel, THREAD_READ_PORT));
    }
  },
  THREAD_INSPECT("mach_port_deallocate") {
    @Override
    PortRight make(TestKernel kernel) {
      return ThreadInspectPort.adopt(kernel.mach(), ownThread(kernel, THREAD_INSPECT_PORT));
    }
  },
  HOST("mach_port_deallocate") {
    @Override
    PortRight make(TestKernel kernel) {
      return HostPort.self(kernel.mach());
    }
  };

  /** The routine that gives such a right back. */
  final String releaseRoutine;

  RightKind(String releaseRoutine) {
    this.releaseRoutine = releaseRoutine;
  }

  /** Gets a port of the calling thread behind the back of the library. */
  private static int ownThread(TestKernel kernel, int which) {
    int self = kernel.raw().mach_thread_self();
    NativeBuffer out = NativeBuffer.allocate(4);
    TestKernel.expectSuccess(
        "thread_get_special_port",
        kernel.raw().thread_get_special_port(self, which, out.pointer()));
    kernel.deallocate(self);
    return out.getInt(0);
  }

  /** Makes an object that owns such a right, which the task did not have before. */
  abstract PortRight make(TestKernel kernel);

  int relinquish(PortRight right) {
    return right instanceof SendRight send ? send.relinquish() : MACH_PORT_NULL;
  }

  /** Gives back what {@link #relinquish} gave. */
  void giveBack(TestKernel kernel, int name) {
    if (this == RECEIVE) {
      kernel.destroyReceiveRight(name);
    } else if (this == PORT_SET) {
      kernel.destroyPortSet(name);
    } else {
      kernel.deallocate(name);
    }
  }
}
