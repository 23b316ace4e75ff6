package org.machapi.census;

import java.util.Set;
import java.util.StringJoiner;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.ReceiveStatus;

/**
 * The state of a port and its queue, as the receive right tells it.
 *
 * @param sequenceNumber the number that the next message received will carry
 * @param makeSendCount send rights made since the receive right arrived in this task
 * @param queueLimit messages that may wait before senders have to
 * @param queuedMessages messages that wait
 * @param sendOnceRights send-once rights that exist
 * @param hasSendRights whether send rights exist anywhere
 * @param hasNoSendersRequest whether a no-senders notification is asked for
 * @param hasPortDestroyedRequest whether a port-destroyed notification is asked for
 * @param flags an or-list of {@code MACH_PORT_STATUS_FLAG_} constants
 * @param context the context, which of a guarded port is its guard; null if the kernel does not
 *     tell it: because the guard is strict, or it refused
 * @param requests how many dead-name and send-possible requests tasks have on the port, this one or
 *     others; null if the kernel did not tell, which it does only through a control port
 */
public record ReceiveState(
    long sequenceNumber,
    long makeSendCount,
    long queueLimit,
    long queuedMessages,
    long sendOnceRights,
    boolean hasSendRights,
    boolean hasNoSendersRequest,
    boolean hasPortDestroyedRequest,
    int flags,
    @Nullable Long context,
    @Nullable Integer requests) {

  static ReceiveState of(ReceiveStatus status, @Nullable Long context, @Nullable Integer requests) {
    boolean isSecret = PortFlag.of(status.flags()).contains(PortFlag.STRICT_GUARD);
    return new ReceiveState(
        Integer.toUnsignedLong(status.sequenceNumber()),
        Integer.toUnsignedLong(status.makeSendCount()),
        Integer.toUnsignedLong(status.queueLimit()),
        Integer.toUnsignedLong(status.queuedMessages()),
        Integer.toUnsignedLong(status.sendOnceRights()),
        status.hasSendRights(),
        status.hasNoSendersRequest(),
        status.hasPortDestroyedRequest(),
        status.flags(),
        isSecret ? null : context,
        requests);
  }

  /**
   * Returns the flags that have a name.
   *
   * @return the flags
   */
  public Set<PortFlag> flagSet() {
    return PortFlag.of(flags);
  }

  /**
   * Tells whether only who knows the guard can destroy the receive right.
   *
   * @return whether a guard is set
   */
  public boolean isGuarded() {
    return flagSet().contains(PortFlag.GUARDED);
  }

  /**
   * Tells whether the kernel keeps the guard to itself.
   *
   * @return whether the guard is strict
   */
  public boolean isStrictlyGuarded() {
    return flagSet().contains(PortFlag.STRICT_GUARD);
  }

  /**
   * Returns the flags, for people.
   *
   * @return such as {@code GUARDED|STRICT_GUARD}; unknown bits as a number; empty for none
   */
  public String flagsText() {
    StringJoiner text = new StringJoiner("|");
    int rest = flags;
    for (PortFlag flag : flagSet()) {
      text.add(flag.name());
      rest &= ~flag.bit();
    }
    if (rest != 0) {
      text.add("0x" + Integer.toHexString(rest));
    }
    return text.toString();
  }
}
