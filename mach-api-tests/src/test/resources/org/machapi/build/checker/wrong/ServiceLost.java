import org.machapi.MachException;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.bootstrap.Bootstrap;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;

/** What launchd gives is the caller's. */
final class ServiceLost {
  static void asked(Bootstrap bootstrap) throws MachException {
    bootstrap.lookUp("org.machapi.example"); // error: port right may leak
  }

  static boolean isThere(Bootstrap bootstrap) throws MachException {
    return bootstrap.find("org.machapi.example") != null; // error: port right may leak
  }

  static void lostWhenSendingFails(Bootstrap bootstrap, OutgoingMessage message)
      throws MachException {
    SendRight service = bootstrap.lookUp("org.machapi.example"); // error: port right may leak: service (SendRight) is not closed when message.send(service, Deadline.none()) fails
    message.send(service, Deadline.none());
    service.close();
  }

  static void serviceLost(Bootstrap bootstrap) throws MachException {
    ReceiveRight service = bootstrap.checkIn("org.machapi.example"); // error: port may leak: service (ReceiveRight) is not closed when service.setQueueLimit(16) fails
    service.setQueueLimit(16);
    service.close();
  }

  static void secondNameRefused(Bootstrap bootstrap) throws MachException {
    ReceiveRight first = bootstrap.checkIn("org.machapi.first"); // error: port may leak: first (ReceiveRight) is not closed when bootstrap.checkIn("org.machapi.second") fails
    ReceiveRight second = bootstrap.checkIn("org.machapi.second");
    second.close();
    first.close();
  }
}
