package org.machapi.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.checkerframework.checker.mustcall.qual.NotOwning;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Loans;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.PortRight;
import org.machapi.PortView;
import org.machapi.Transfer;
import org.machapi.raw.MessageConstants;

/**
 * The rights in the descriptors of a message, in the order in which the kernel takes them. Owns
 * nothing: for the time of a call what is copied or made is lent, and what is moved is in a
 * transfer.
 */
final class MessageRights {
  /**
   * The kernel refuses more in one message, and not all releases leave the rights in the header
   * alone then (XNU osfmk/ipc/ipc_policy.c:ipc_validate_kmsg_schema_from_user).
   */
  static final int MOST = 16_382;

  private final List<PortView> views = new ArrayList<>(4);
  private int[] dispositions = new int[4];
  private int[] names = new int[4];
  private @Nullable Transfer[] transfers = new @Nullable Transfer[4];
  private final Loans loans = new Loans();

  int count() {
    return views.size();
  }

  void clear() {
    views.clear();
  }

  /**
   * Adds a right.
   *
   * @throws IllegalStateException if it is moved in this message already, or the message carries
   *     too many
   */
  void add(PortView view, int disposition) {
    int count = views.size();
    if (count == MOST) {
      throw new IllegalStateException("no message carries more than " + MOST + " rights");
    }
    if (isMove(disposition)) {
      for (int i = 0; i < count; i++) {
        if (views.get(i) == view && isMove(dispositions[i])) {
          throw new IllegalStateException(view + " is moved in this message already");
        }
      }
    }
    if (count == dispositions.length) {
      dispositions = Arrays.copyOf(dispositions, 2 * count);
      names = new int[2 * count];
      transfers = new @Nullable Transfer[2 * count];
    }
    views.add(view);
    dispositions[count] = disposition;
  }

  /** Takes back what was added last. */
  void removeFrom(int index) {
    views.subList(index, views.size()).clear();
  }

  /** Refuses what macOS kills the process for, and names that mean nothing to this kernel. */
  void refuse(Mach mach) throws MachException {
    for (int i = 0; i < views.size(); i++) {
      FatalSends.refuseOtherKernel(mach, views.get(i));
      FatalSends.refuse(views.get(i), dispositions[i]);
    }
  }

  /** Begins all loans and transfers; whatever comes of it, {@link #end()} ends them. */
  // The array holds the transfers, which the checker cannot follow.
  @SuppressWarnings("required.method.not.called")
  void begin() {
    for (int i = 0; i < views.size(); i++) {
      PortView view = views.get(i);
      if (isMove(dispositions[i]) && view instanceof PortRight right) {
        Transfer transfer = right.transfer();
        transfers[i] = transfer;
        names[i] = transfer.name();
      } else {
        names[i] = loans.lend(view);
      }
    }
  }

  void end() {
    for (int i = 0; i < views.size(); i++) {
      Transfer transfer = transfers[i];
      if (transfer != null) {
        transfers[i] = null;
        transfer.close();
      }
    }
    loans.end();
  }

  /** Says that the kernel has taken everything that was to be moved. */
  void succeeded() {
    for (int i = 0; i < views.size(); i++) {
      Transfer transfer = transfers[i];
      if (transfer != null) {
        transfer.succeeded();
      }
    }
  }

  /** Returns the names, of which the first {@link #count()} count. */
  int[] names() {
    return names;
  }

  int[] dispositions() {
    return dispositions;
  }

  /** Returns the transfer of a right that is moved; null for one that is lent. */
  @NotOwning
  @Nullable Transfer transfer(int index) {
    return transfers[index];
  }

  static boolean isMove(int disposition) {
    return disposition == MessageConstants.MACH_MSG_TYPE_MOVE_SEND
        || disposition == MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE
        || disposition == MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
  }
}
