package org.machapi.notification;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.DeadNameException;
import org.machapi.KernReturn;
import org.machapi.Loan;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortView;
import org.machapi.ReceiveView;
import org.machapi.Right;
import org.machapi.SendOnceRight;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/**
 * The requests of one notification port: makes them and takes them back.
 *
 * <p>The kernel keeps one request in each slot, and a new one displaces it. So that an old request
 * which is closed late does not cancel a newer one of the same port, the latest of each slot is
 * remembered here. The lock makes call and memory one step; the call never waits for anybody.
 */
final class Requests {
  private static final Logger LOG = System.getLogger(Requests.class.getName());
  private static final String ROUTINE = "mach_port_request_notification";

  private final ReceiveView notify;
  private final NativeBuffer previous = NativeBuffer.allocate(Integer.BYTES);
  private final Map<Registration.Slot, Registration> latest = new HashMap<>();
  private boolean closed;

  Requests(ReceiveView notify) {
    this.notify = notify;
  }

  /** Makes a request that can be cancelled. */
  synchronized @Owning NotificationRequest add(PortView watched, int id, int sync)
      throws MachException {
    try (Loan about = watched.lend()) {
      Registration registration = new Registration(watched, about.name(), id);
      SendOnceRight displaced = request(watched, id, sync);
      latest.put(registration.slot(), registration);
      return new NotificationRequest(this, registration, displaced);
    }
  }

  /** Makes a request; returns the right of the one that it displaced. */
  synchronized @Owning @Nullable SendOnceRight request(PortView watched, int id, int sync)
      throws MachException {
    if (closed) {
      throw new IllegalStateException("the notification port is closed");
    }
    if (watched.mach() != notify.mach()) {
      throw new IllegalArgumentException(watched + " belongs to another kernel or task");
    }
    try (Loan to = notify.lend();
        Loan about = watched.lend()) {
      int code = call(about.name(), id, sync, to.name());
      if (code == KernReturnConstants.KERN_INVALID_CAPABILITY) {
        // The right of an earlier request was dead and could not be returned. Ours stands all the
        // same (XNU osfmk/ipc/mach_kernelrpc.c:_kernelrpc_mach_port_request_notification_trap).
        return null;
      }
      if (code != KernReturnConstants.KERN_SUCCESS) {
        withdraw(about.name(), id, code);
        throw failure(code, watched);
      }
      return previous();
    }
  }

  /**
   * Cancels a request, unless it was displaced by a later one of this port, or what it watches is
   * closed. Tells whether the kernel still had one, be it ours or that of somebody who has
   * displaced ours from elsewhere.
   */
  synchronized boolean cancel(Registration registration) {
    if (!latest.remove(registration.slot(), registration)) {
      return false;
    }
    try (Loan about = registration.watched.lend()) {
      return about.name() == registration.name && cancel(about.name(), registration.id);
    } catch (IllegalStateException closedOrGone) {
      // The name may be somebody else's by now, so it must not reach the kernel.
      return false;
    }
  }

  /** Cancels all that still stand, and refuses further ones. */
  synchronized void close() {
    closed = true;
    List.copyOf(latest.values()).forEach(this::cancel);
  }

  private boolean cancel(int name, int id) {
    int code = call(name, id, 0, PortConstants.MACH_PORT_NULL);
    if (code != KernReturnConstants.KERN_SUCCESS) {
      // A dead name has no request any more: KERN_INVALID_ARGUMENT, and its notification is on its
      // way. Anything else means that somebody has taken the right behind its owner's back, or that
      // there was no room to name the right, which the kernel has given back itself then.
      LOG.log(Level.DEBUG, "{0}: nothing to cancel: {1}", ROUTINE, new KernReturn(code));
      return code == KernReturnConstants.KERN_NO_SPACE;
    }
    try (@Nullable SendOnceRight registered = previous()) {
      return registered != null;
    }
  }

  /**
   * Takes a request back that may stand although the call failed: it was registered, but there was
   * no room to name the right of the one before (XNU osfmk/ipc/ipc_object.c:ipc_object_copyout).
   */
  private void withdraw(int name, int id, int code) {
    if (code == KernReturnConstants.KERN_NO_SPACE) {
      cancel(name, id);
    }
  }

  private int call(int name, int id, int sync, int notifyName) {
    previous.putInt(0, PortConstants.MACH_PORT_NULL);
    Mach mach = notify.mach();
    return mach.library()
        .mach_port_request_notification(
            mach.taskSelf(),
            name,
            id,
            sync,
            notifyName,
            MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE,
            previous.pointer());
  }

  private @Owning @Nullable SendOnceRight previous() {
    int name = previous.getInt(0);
    boolean isRight = name != PortConstants.MACH_PORT_NULL && name != PortConstants.MACH_PORT_DEAD;
    return isRight ? SendOnceRight.adoptUnchecked(notify.mach(), name) : null;
  }

  private static MachException failure(int code, PortView watched) {
    try {
      if (watched.type().has(Right.DEAD_NAME)) {
        return new DeadNameException(ROUTINE, code, watched);
      }
    } catch (MachException unknown) {
      // A failing look changes nothing: the exception says what the routine said.
    }
    return new MachException(ROUTINE, code, "Watching " + watched + ".");
  }
}
