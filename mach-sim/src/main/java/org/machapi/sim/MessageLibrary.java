package org.machapi.sim;

import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The routines of {@code <mach/message.h>} other than {@code mach_msg}, and the traps that were
 * once behind them.
 */
abstract class MessageLibrary extends SelfLibrary {
  MessageLibrary(Task task, @Nullable MachThread fixedThread) {
    super(task, fixedThread);
  }

  /** The null pointer of C can come as a pointer to address 0, too. */
  private static Pointer receiver(Pointer sent, @Nullable Pointer received) {
    if (received == null || received.isDirect() && received.address() == 0) {
      return sent;
    }
    return received;
  }

  @Override
  public int mach_msg_overwrite(
      Pointer msg,
      int option,
      int send_size,
      int rcv_size,
      int rcv_name,
      int timeout,
      int notify,
      Pointer rcv_msg,
      int rcv_limit) {
    MachThread thread = enter();
    try {
      return kernel.messageCalls.call(
          task, msg, receiver(msg, rcv_msg), option, send_size, rcv_size, rcv_name, timeout);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_msg_trap(
      Pointer msg, int option, int send_size, int rcv_size, int rcv_name, int timeout, int notify) {
    MachThread thread = enter();
    try {
      return kernel.messageCalls.callByOldTrap(
          task, msg, msg, option, send_size, rcv_size, rcv_name, timeout);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_msg_overwrite_trap(
      Pointer msg,
      int option,
      int send_size,
      int rcv_size,
      int rcv_name,
      int timeout,
      int priority,
      Pointer rcv_msg,
      int rcv_limit) {
    MachThread thread = enter();
    try {
      return kernel.messageCalls.callByOldTrap(
          task, msg, receiver(msg, rcv_msg), option, send_size, rcv_size, rcv_name, timeout);
    } finally {
      leave(thread);
    }
  }

  @Override
  public int mach_msg_priority_encode(byte override_qos, byte qos, int relpri) {
    return MessagePriorities.encode(override_qos, qos, relpri);
  }

  @Override
  public int mach_msg_priority_is_pthread_priority(int pri) {
    return MessagePriorities.isOfThreadLibrary(pri) ? 1 : 0;
  }

  @Override
  public byte mach_msg_priority_overide_qos(int pri) {
    return MessagePriorities.overrideClass(pri);
  }

  @Override
  public byte mach_msg_priority_qos(int pri) {
    return MessagePriorities.messageClass(pri);
  }

  @Override
  public int mach_msg_priority_relpri(int pri) {
    return MessagePriorities.relativePriority(pri);
  }

  /** The system library does no more than this either. */
  @Override
  public int mach_voucher_deallocate(int voucher) {
    return mach_port_deallocate(mach_task_self_().get(), voucher);
  }
}
