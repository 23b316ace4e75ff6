package org.machapi.message;

import org.machapi.Mach;
import org.machapi.raw.MessageConstants;

/**
 * Finds out how far the kernel came with a message of which it could not take one descriptor: it
 * has destroyed what it took before that one, and has not touched the rest (XNU
 * osfmk/ipc/ipc_kmsg.c:ipc_kmsg_copyin_body). It does not say which one it was, so the names are
 * asked what they denote now.
 *
 * <p>That is certain for receive and send-once rights, which have a name of their own. User
 * references are counted, and others of the same name may come and go; so for those it matters
 * where the kernel stopped. For this to happen at all, somebody must have released a right behind
 * the back of its owner, or unmapped memory. If that was done once, the place is found exactly. If
 * it was done several times, or is being done at this moment, the place found may be too late: then
 * a reference may be lost, but none is given back that belongs to somebody else.
 */
final class StoppedCopyin {
  private StoppedCopyin() {}

  /**
   * Returns the index of the right that the kernel stopped at: those before it are gone.
   *
   * @param names the names of all rights in their order; the first {@code count} count
   * @param memory before which right the last memory stands that may have been the cause; {@code
   *     count} if it comes last or is not known
   */
  static int place(Mach mach, int code, int[] names, int[] dispositions, int count, int memory) {
    return switch (code) {
      case MessageConstants.MACH_SEND_INVALID_MEMORY, MessageConstants.MACH_MSG_VM_KERNEL ->
          Math.min(memory, firstThatIsCertainlyLeft(mach, names, dispositions, count));
      case MessageConstants.MACH_SEND_INVALID_RIGHT ->
          invalidRight(mach, names, dispositions, count);
      // The message was refused as a whole, after its header had been taken.
      default -> 0;
    };
  }

  private static int firstThatIsCertainlyLeft(
      Mach mach, int[] names, int[] dispositions, int count) {
    for (int i = 0; i < count; i++) {
      if (hasNameOfItsOwn(dispositions[i])
          && CarriedRights.isRight(names[i])
          && ReturnedRights.denotes(mach, names[i], dispositions[i])) {
        return i;
      }
    }
    return count;
  }

  private static int invalidRight(Mach mach, int[] names, int[] dispositions, int count) {
    int lastMoved = count;
    for (int i = 0; i < count; i++) {
      if (CarriedRights.isRight(names[i])
          && !ReturnedRights.denotes(mach, names[i], dispositions[i])) {
        if (!MessageRights.isMove(dispositions[i])) {
          // What is lent does not go by itself; no kernel gets past it.
          return i;
        }
        lastMoved = i;
      }
    }
    return lastMoved;
  }

  static boolean hasNameOfItsOwn(int disposition) {
    return disposition == MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE
        || disposition == MessageConstants.MACH_MSG_TYPE_MOVE_SEND_ONCE;
  }
}
