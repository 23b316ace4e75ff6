package org.machapi.exception;

import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;

import java.util.Random;

/** Messages of a hostile sender that look like exceptions more or less, without end. */
final class DamagedRequests {
  private static final int[] IDS = {2401, 2402, 2403, 2405, 2406, 2407, 2408, 2409, 2410};
  private static final int[] COUNTS = {-1, 3, 4, 255, 0x4000_0000, Integer.MAX_VALUE};
  private static final int MAX_SIZE = 5000;

  private final Forger forger;
  private final Random random;
  private final int[] ports;

  DamagedRequests(Forger forger, Random random) {
    this.forger = forger;
    this.random = random;
    this.ports =
        new int[] {
          forger.thread(), forger.thread(), forger.self(), forger.plainPort(), forger.handler
        };
  }

  /** A message that begins like a good one and is then changed in up to three places. */
  RawMessage next() {
    int id = IDS[random.nextInt(IDS.length)];
    ExceptionForm form = ExceptionForm.ofId(id);
    RawMessage message = new RawMessage(random.nextInt(10) == 0 ? random.nextInt(3000) : id);
    int descriptors = random.nextInt(8) == 0 ? random.nextInt(4) : form.ports;
    for (int i = 0; i < descriptors; i++) {
      addDescriptor(message, i);
    }
    message.ndr();
    if (form.hasThreadId) {
      message.longs(random.nextLong());
    }
    int codes = random.nextInt(3);
    message.ints(random.nextInt(20), countNear(codes));
    for (int i = 0; i < codes; i++) {
      if (form.codeWidth == Long.BYTES) {
        message.longs(random.nextLong());
      } else {
        message.ints(random.nextInt());
      }
    }
    if (form.hasState) {
      int words = random.nextInt(64);
      message.ints(random.nextInt(20), countNear(words)).ints(random.ints(words).toArray());
    }
    return resized(message);
  }

  private void addDescriptor(RawMessage message, int index) {
    int port = random.nextInt(6) == 0 ? ports[random.nextInt(ports.length)] : ports[index % 2 * 2];
    int disposition =
        switch (random.nextInt(12)) {
          case 0 -> MACH_MSG_TYPE_MAKE_SEND_ONCE;
          case 1 -> MACH_MSG_TYPE_MAKE_SEND;
          default -> MACH_MSG_TYPE_COPY_SEND;
        };
    boolean made = disposition != MACH_MSG_TYPE_COPY_SEND;
    message.port(made ? forger.replies.name() : port, disposition);
  }

  private int countNear(int count) {
    return switch (random.nextInt(10)) {
      case 0 -> COUNTS[random.nextInt(COUNTS.length)];
      case 1 -> count + 1;
      default -> count;
    };
  }

  private RawMessage resized(RawMessage message) {
    return switch (random.nextInt(10)) {
      case 0 -> message.resize(24 + 4 * random.nextInt(100));
      case 1 -> message.resize(Math.min(message.size() + 4 * random.nextInt(1000), MAX_SIZE));
      default -> message;
    };
  }
}
