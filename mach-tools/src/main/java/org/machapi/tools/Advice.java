package org.machapi.tools;

import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MessageConstants;

/** What to do about the return codes that one meets. */
final class Advice {
  private static final Map<Integer, String> BY_CODE =
      Map.ofEntries(
          Map.entry(
              KernReturnConstants.KERN_INVALID_NAME,
              "The name denotes nothing: it was given back already, often twice. machports diff"
                  + " shows what became of it; a ledger at level all tells who closed it first."),
          Map.entry(
              KernReturnConstants.KERN_INVALID_RIGHT,
              "The name denotes another kind of right than the routine needs: a dead name, perhaps"
                  + " because the peer has ended. machports list shows what it is."),
          Map.entry(
              KernReturnConstants.KERN_INVALID_VALUE,
              "A count went out of range, as when more references are given back than there are."),
          Map.entry(
              KernReturnConstants.KERN_INVALID_CAPABILITY,
              "The right does not allow this, or its port is dead."),
          Map.entry(
              KernReturnConstants.KERN_UREFS_OVERFLOW,
              "The name has as many references as can be counted: something leaks them."
                  + " machports watch shows the place."),
          Map.entry(
              KernReturnConstants.KERN_INVALID_ARGUMENT,
              "An argument makes no sense to the kernel; where it was a port, it may be dead or of a"
                  + " weaker flavour than needed."),
          Map.entry(
              KernReturnConstants.KERN_FAILURE,
              "Of task_for_pid: no such process, or not allowed; it takes root or the entitlement"
                  + " com.apple.security.cs.debugger, and a process that lets itself be debugged."),
          Map.entry(
              KernReturnConstants.KERN_RESOURCE_SHORTAGE,
              "The kernel has no memory, or the port space is full: look for a leak with machports"
                  + " list --sort references."),
          Map.entry(
              KernReturnConstants.KERN_NO_SPACE,
              "No name or address is free: look for a leak with machports list."),
          Map.entry(
              KernReturnConstants.KERN_DENIED,
              "A security policy refuses it, often for a hardened process or for lack of an"
                  + " entitlement."),
          Map.entry(
              KernReturnConstants.KERN_NAME_EXISTS,
              "The name denotes a right already: let the kernel choose a name."),
          Map.entry(
              KernReturnConstants.KERN_TERMINATED,
              "The task or thread has ended: treat it as a peer that has gone."),
          Map.entry(
              MessageConstants.MACH_SEND_INVALID_DEST,
              "The receiver has ended, or the name is wrong. Peers come and go: handle it, and give"
                  + " back the dead name."),
          Map.entry(
              MessageConstants.MACH_SEND_TIMED_OUT,
              "The queue of the receiver stayed full: it is slow or stuck. machports list shows"
                  + " queues, if the port is yours."),
          Map.entry(
              MessageConstants.MACH_RCV_TIMED_OUT,
              "No message came in time; nothing was received and nothing is owed."),
          Map.entry(
              MessageConstants.MACH_RCV_INVALID_NAME,
              "The name is neither a receive right nor a port set: it was destroyed or moved."),
          Map.entry(
              MessageConstants.MACH_RCV_TOO_LARGE,
              "The buffer is too small; unless MACH_RCV_LARGE was given, the message is destroyed"
                  + " with the rights in it."),
          Map.entry(
              MessageConstants.MACH_RCV_PORT_DIED,
              "Somebody destroyed the receive right while a thread waited on it."),
          Map.entry(
              MessageConstants.MACH_SEND_INTERRUPTED,
              "A signal or thread_abort ended the send: send what came back again, not the old"
                  + " header."));

  private Advice() {}

  static @Nullable String of(int code) {
    return BY_CODE.get(code);
  }
}
