package org.machapi.samples;

import org.machapi.IpcSpace;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.Right;
import org.machapi.SendRight;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.PortConstants;

/** 70,000 references are leaked on one right: the count ends at 65,535, and stays there. */
final class FullCountStory {
  private static final int LEAKED = 70_000;
  private static final int GIVEN_BACK = 1000;

  private final Mach mach;
  private final Claims claims;

  FullCountStory(Mach mach, Claims claims) {
    this.mach = mach;
    this.claims = claims;
  }

  void tell() {
    try (ReceiveRight port = ReceiveRight.allocate(mach)) {
      int name = port.name();
      claims.say("%,d send rights are made to one port of ours, and none given back:", LEAKED);
      int refused = 0;
      for (int i = 0; i < LEAKED; i++) {
        refused +=
            mach.library()
                        .mach_port_insert_right(
                            mach.taskSelf(), name, name, MessageConstants.MACH_MSG_TYPE_MAKE_SEND)
                    == 0
                ? 0
                : 1;
      }
      claims.claim("the kernel refused none of them", 0, refused);
      claims.claim(
          "the count has stopped at 65,535",
          IpcSpace.MAX_USER_REFERENCES,
          port.references(Right.SEND));
      for (int i = 0; i < GIVEN_BACK; i++) {
        mach.library().mach_port_deallocate(mach.taskSelf(), name);
      }
      claims.claim(
          "and 1,000 deallocates, all accepted, have not lowered it",
          IpcSpace.MAX_USER_REFERENCES,
          port.references(Right.SEND));
      try (SendRight send = SendRight.adopt(mach, name)) {
        claims.claim("SendRight.isPegged() tells", 1, send.isPegged() ? 1 : 0);
      }
      // Only taking away exactly 65,535 at once lets go.
      mach.library()
          .mach_port_mod_refs(
              mach.taskSelf(),
              name,
              PortConstants.MACH_PORT_RIGHT_SEND,
              -IpcSpace.MAX_USER_REFERENCES);
      claims.claim("mod_refs by exactly -65,535 lets go", 0, port.references(Right.SEND));
    }
  }
}
