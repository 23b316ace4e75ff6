package org.machapi;

import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

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
      return kernel.mach().task().copy();
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
