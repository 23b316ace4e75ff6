package org.machapi.census;

import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Right;

/**
 * Looks for what tells the port that a name stood for from the one that it stands for now. That
 * nothing is left of what the library had acquired then is no sign: whoever acquires the name again
 * before the last right is closed keeps it.
 */
final class SamePort {
  private final CensusEntry before;
  private final CensusEntry after;

  private SamePort(CensusEntry before, CensusEntry after) {
    this.before = before;
    this.after = after;
  }

  /** Returns what shows that the name was freed and given to another port; null if nothing does. */
  static @Nullable String evidenceAgainst(CensusEntry before, CensusEntry after) {
    return new SamePort(before, after).evidence();
  }

  private @Nullable String evidence() {
    if (before.isDead() && !after.isDead()) {
      return "it was dead";
    }
    return after.isDead() ? null : otherPort();
  }

  /** Compares what does not change while a port lives. */
  private @Nullable String otherPort() {
    if (isOfOtherKind()) {
      return "it was " + before.what();
    }
    if (bothKnown() && before.portNumber() != after.portNumber()) {
      return "the kernel numbers the ports differently";
    }
    StandsFor first = before.standsFor();
    StandsFor last = after.standsFor();
    if (differ(first.threadId(), last.threadId())) {
      return "it was thread " + first.threadId();
    }
    if (differ(first.pid(), last.pid())) {
      return "it was process " + first.pid();
    }
    return before.receive() == null || after.receive() == null
        ? null
        : otherQueue(before.receive(), after.receive());
  }

  /**
   * Sets, send-once rights and ports share no names; a port does not become another kernel object.
   */
  private boolean isOfOtherKind() {
    Right[] apart = {Right.PORT_SET, Right.SEND_ONCE};
    for (Right right : apart) {
      if (before.type().has(right) != after.type().has(right)) {
        return true;
      }
    }
    return differ(before.standsFor().object(), after.standsFor().object());
  }

  /**
   * What only grows or stays while a receive right stays where it is, unless the program sets it,
   * which few do: counts and the context of a port. A receive right that was sent away and came
   * back begins at 0 again (XNU osfmk/ipc/ipc_port.c:ipc_port_clear_receiver), so this shows
   * something only where the port has no number.
   */
  private @Nullable String otherQueue(ReceiveState first, ReceiveState last) {
    if (isKnownSame()) {
      return null;
    }
    if (last.makeSendCount() < first.makeSendCount()) {
      return "the make-send count was " + first.makeSendCount();
    }
    if (last.sequenceNumber() < first.sequenceNumber()) {
      return "the sequence number was " + first.sequenceNumber();
    }
    return isOtherContext(first, last) ? "the context was another" : null;
  }

  /**
   * Compares contexts where they mean something. Until somebody sets it, the context is 0; and the
   * guard of a port is its context, which a receive right gets when an object begins to own it.
   */
  private boolean isOtherContext(ReceiveState first, ReceiveState last) {
    Long context = first.context();
    return context != null
        && context != 0
        && first.isGuarded() == last.isGuarded()
        && differ(context, last.context());
  }

  private boolean bothKnown() {
    return before.portNumber() != 0 && after.portNumber() != 0;
  }

  private boolean isKnownSame() {
    return bothKnown() && before.portNumber() == after.portNumber();
  }

  private static boolean differ(@Nullable Object first, @Nullable Object last) {
    return first != null && last != null && !Objects.equals(first, last);
  }
}
