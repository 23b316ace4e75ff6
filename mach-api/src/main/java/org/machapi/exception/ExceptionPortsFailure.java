package org.machapi.exception;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Flavour;
import org.machapi.MachException;
import org.machapi.SendView;
import org.machapi.raw.KernReturnConstants;

/**
 * Says why exception ports could not be looked at or set, and what it takes (XNU
 * osfmk/kern/ipc_tt.c:set_exception_ports_validation, set_exception_behavior_allowed).
 */
final class ExceptionPortsFailure {
  private ExceptionPortsFailure() {}

  static MachException of(String routine, int code, SendView target) {
    String advice = advice(code);
    return advice == null
        ? target.mach().failure(routine, code, target, Flavour.CONTROL)
        : new MachException(routine, code, target + ". " + advice);
  }

  private static @Nullable String advice(int code) {
    return switch (code) {
      case KernReturnConstants.KERN_NO_ACCESS ->
          "A security policy, such as a sandbox, refused it. macOS 14.4 to 14.6 say so too as they end"
              + " a process that sets an unprotected behaviour for one of Apple's without the"
              + " entitlement com.apple.private.set-exception-port, which Apple gives to nobody"
              + " else";
      case KernReturnConstants.KERN_DENIED ->
          "The process is hardened, and macOS ends the one that asks. It accepts protected behaviours and"
              + " EXCEPTION_STATE only or, with the entitlement"
              + " com.apple.security.only-one-exception-port, no handler but the one that it has"
              + " registered itself (task_register_hardened_exception_handler). The entitlement"
              + " com.apple.private.set-exception-port would lift that, which Apple gives to nobody"
              + " else";
      case KernReturnConstants.KERN_NOT_SUPPORTED ->
          "This system does not let exception ports be set in this way";
      case KernReturnConstants.KERN_INVALID_RIGHT ->
          "The port of the handler is immovable, as kernel objects and ports of services are; use"
              + " an ordinary one";
      case KernReturnConstants.KERN_FAILURE -> "It has ended, or is about to";
      default -> null;
    };
  }
}
