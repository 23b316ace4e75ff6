package org.machapi.bootstrap;

import org.machapi.MachException;
import org.machapi.raw.BootstrapConstants;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.PortConstants;

/** Says what a refused request was about, and what to try. */
final class BootstrapFailure {
  private BootstrapFailure() {}

  /** Makes the exception for a call that gave no right. */
  static MachException of(BootstrapCall call, int code, int server) {
    String subject = "Service \"" + call.service() + "\". ";
    if (code == BootstrapConstants.BOOTSTRAP_SUCCESS) {
      return new MachException(
          call.routine(),
          BootstrapConstants.BOOTSTRAP_UNKNOWN_SERVICE,
          subject + "The server still has the name, but its port has died.");
    }
    return new MachException(call.routine(), code, subject + advice(code, server));
  }

  private static String advice(int code, int server) {
    return switch (code) {
      case BootstrapConstants.BOOTSTRAP_UNKNOWN_SERVICE ->
          "Is the name right, is the job that declares it under MachServices loaded (launchctl"
              + " list), and is it in a domain that this program sees (system, user, login"
              + " session)?";
      case BootstrapConstants.BOOTSTRAP_NOT_PRIVILEGED ->
          "Either the service belongs to another job, or the sandbox forbids it; entitlements that"
              + " begin with com.apple.security.temporary-exception.mach-lookup or"
              + " .mach-register permit it.";
      case BootstrapConstants.BOOTSTRAP_SERVICE_ACTIVE, BootstrapConstants.BOOTSTRAP_NAME_IN_USE ->
          "Somebody has the receive right, perhaps another instance of this program. It can be"
              + " taken when that one has closed it or ended.";
      case BootstrapConstants.BOOTSTRAP_NO_MEMORY ->
          "launchd says so, too, to a program that it does not know.";
      case MessageConstants.MACH_SEND_INVALID_DEST ->
          server == PortConstants.MACH_PORT_NULL
              ? "This task has no bootstrap port: whoever started it gave it none."
              : "The bootstrap port is gone, or the right to it was given back: never release what"
                  + " the variable bootstrap_port names.";
      default -> "Asked of the bootstrap port 0x" + Integer.toHexString(server) + ".";
    };
  }
}
