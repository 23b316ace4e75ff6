package org.machapi.census;

import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Talks to the MBean server of the platform. Loaded only where there is one. */
final class LedgerRegistration {
  private LedgerRegistration() {}

  static String register(LedgerMXBean bean, String name) {
    try {
      ObjectName objectName =
          new ObjectName("org.machapi:type=Ledger,name=" + ObjectName.quote(name));
      server().registerMBean(bean, objectName);
      return objectName.getCanonicalName();
    } catch (InstanceAlreadyExistsException e) {
      throw new IllegalStateException("Another ledger is offered as " + name + ".", e);
    } catch (JMException e) {
      throw new IllegalStateException("The ledger cannot be offered as " + name + ".", e);
    }
  }

  static void unregister(String objectName) {
    try {
      server().unregisterMBean(new ObjectName(objectName));
    } catch (InstanceNotFoundException e) {
      // Somebody else has withdrawn it: it is gone, as it should be.
    } catch (JMException e) {
      throw new IllegalStateException(objectName + " cannot be withdrawn.", e);
    }
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }
}
