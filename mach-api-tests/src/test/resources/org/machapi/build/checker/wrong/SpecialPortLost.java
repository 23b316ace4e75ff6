import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.RegisteredPorts;
import org.machapi.SendRight;
import org.machapi.SendView;
import org.machapi.TaskSpecialPort;
import org.machapi.TaskSpecialPorts;

/** Each look at what a task keeps gives a new reference. */
final class SpecialPortLost {
  static boolean isThere(TaskSpecialPorts ports) throws MachException {
    return ports.bootstrapPort() != null; // error: port right may leak: ports.bootstrapPort()
  }

  static void lostWhenSettingFails(TaskSpecialPorts ports) throws MachException {
    SendRight before = ports.get(TaskSpecialPort.ACCESS); // error: port right may leak: before (SendRight) is not closed when ports.set(TaskSpecialPort.ACCESS, null) fails
    ports.set(TaskSpecialPort.ACCESS, null);
    if (before != null) {
      before.close();
    }
  }

  static boolean registered(Mach mach) throws MachException {
    SendView first = RegisteredPorts.lookUp(mach).at(0); // error: registered ports may never be closed, and a right to each of them leak
    return first != null;
  }

  static SendView afterClose(Mach mach) throws MachException {
    RegisteredPorts ports = RegisteredPorts.lookUp(mach);
    ports.close();
    return ports.at(0); // error: used after it was closed or given away
  }
}
