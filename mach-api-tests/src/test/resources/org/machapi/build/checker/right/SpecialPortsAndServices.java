import org.machapi.HostSpecialPort;
import org.machapi.HostSpecialPorts;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.RegisteredPorts;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.Task;
import org.machapi.TaskSpecialPort;
import org.machapi.TaskSpecialPorts;
import org.machapi.bootstrap.Bootstrap;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;

/** Ports that are found by place or by name, and may be missing. */
final class SpecialPortsAndServices {
  static boolean isThere(TaskSpecialPorts ports) throws MachException {
    try (SendRight bootstrap = ports.bootstrapPort()) {
      return bootstrap != null;
    }
  }

  static void replaced(TaskSpecialPorts ports, SendView right) throws MachException {
    try (SendRight before = ports.get(TaskSpecialPort.ACCESS)) {
      ports.set(TaskSpecialPort.ACCESS, right);
      if (before != null) {
        before.isDead();
      }
    }
  }

  static SendRight given(HostSpecialPorts ports) throws MachException {
    return ports.get(HostSpecialPort.KEXTD);
  }

  static SendRight registered(Mach mach) throws MachException {
    try (RegisteredPorts ports = RegisteredPorts.lookUp(mach)) {
      SendView first = ports.at(0);
      return first == null ? null : first.copy();
    }
  }

  static void lent(Task task, SendView right) throws MachException {
    RegisteredPorts.register(task, right, null);
  }

  static void said(TaskSpecialPorts ports, OutgoingMessage message) throws MachException {
    try (SendRight port = ports.bootstrapPort()) {
      if (port == null) {
        return;
      }
      try (SendRight service = Bootstrap.of(port).lookUp("org.machapi.example")) {
        message.begin(1).send(service, Deadline.immediate());
      }
    }
  }

  static boolean ifItRuns(Bootstrap bootstrap, OutgoingMessage message) throws MachException {
    try (SendRight service = bootstrap.find("org.machapi.example")) {
      if (service != null) {
        message.begin(1).send(service, Deadline.immediate());
      }
      return service != null;
    }
  }

  static ReceiveRight served(Bootstrap bootstrap) throws MachException {
    ReceiveRight service = bootstrap.checkIn("org.machapi.example");
    try {
      service.setQueueLimit(16);
    } catch (MachException e) {
      service.close();
      throw e;
    }
    return service;
  }
}
