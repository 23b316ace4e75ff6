package org.machapi.exception;

import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.DeadNameException;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.SendRight;
import org.machapi.TaskPort;
import org.machapi.ThreadPort;
import org.machapi.message.MalformedMessageException;
import org.machapi.message.ReceivedMessage;
import org.machapi.raw.MigErrorConstants;
import org.machapi.raw.PortConstants;

/**
 * Takes the ports out of an exception message, as what they are. What the kernel sent is believed;
 * what anybody else sent is looked at first, since a right that is not what its type says could do
 * harm later.
 */
final class ReceivedPorts {
  private ReceivedPorts() {}

  /**
   * Takes a thread port; null if it died on its way. On failure the right is released.
   *
   * @param isTrusted whether the kernel has sent the message
   */
  static @Owning @Nullable ThreadPort takeThread(
      ReceivedMessage message, int index, boolean isTrusted)
      throws MalformedMessageException {
    Mach mach = message.mach();
    int name = message.takePortName(index);
    if (!isRight(name)) {
      return null;
    }
    if (isTrusted) {
      return ThreadPort.adoptUnchecked(mach, name);
    }
    try {
      return ThreadPort.adopt(mach, name);
    } catch (DeadNameException e) {
      // The thread has ended meanwhile. What is left of the right is closed like any other.
      return ThreadPort.adoptUnchecked(mach, name);
    } catch (MachException e) {
      throw refuse(mach, name, "a thread", e);
    }
  }

  /** Takes a task port, as {@link #takeThread} takes a thread port. */
  static @Owning @Nullable TaskPort takeTask(
      ReceivedMessage message, int index, boolean isTrusted)
      throws MalformedMessageException {
    Mach mach = message.mach();
    int name = message.takePortName(index);
    if (!isRight(name)) {
      return null;
    }
    if (isTrusted) {
      return TaskPort.adoptUnchecked(mach, name);
    }
    try {
      return TaskPort.adopt(mach, name);
    } catch (DeadNameException e) {
      return TaskPort.adoptUnchecked(mach, name);
    } catch (MachException e) {
      throw refuse(mach, name, "a task", e);
    }
  }

  /**
   * Takes a right to a token or to corpse data, of which nothing is expected; null if it died on
   * its way.
   */
  static @Owning @Nullable SendRight takeToken(ReceivedMessage message, int index) {
    int name = message.takePortName(index);
    return isRight(name) ? SendRight.adoptUnchecked(message.mach(), name) : null;
  }

  private static MalformedMessageException refuse(
      Mach mach, int name, String expected, MachException problem) {
    SendRight.adoptUnchecked(mach, name).close();
    MalformedMessageException refusal =
        new MalformedMessageException(
            MigErrorConstants.MIG_TYPE_ERROR,
            "It did not come from the kernel, and what should be the port of "
                + expected
                + " is not.");
    refusal.addSuppressed(problem);
    return refusal;
  }

  private static boolean isRight(int name) {
    return name != PortConstants.MACH_PORT_NULL && name != PortConstants.MACH_PORT_DEAD;
  }
}
