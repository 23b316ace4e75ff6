package org.machapi.sim;

import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One of the systems that return codes are divided into, and for which of its codes the system
 * library of XNU 11417 has texts.
 *
 * @param title what stands in front of codes of subsystems that it does not have
 * @param parts its subsystems, from 0 on
 * @param lastAreLast how many of them are at the end of the numbers of subsystems instead
 */
record ErrorSystem(String title, Part[] parts, int lastAreLast) {
  /** A subsystem: its name, and the first and last codes of each range that has texts. */
  record Part(@Nullable String name, int... ranges) {
    boolean has(int code) {
      for (int i = 0; i < ranges.length; i += 2) {
        if (code >= ranges[i] && code <= ranges[i + 1]) {
          return true;
        }
      }
      return false;
    }
  }

  private static final int SUBSYSTEMS = 0x1000;

  // Code 0 of some subsystems has the text of unknown codes, and so is left out here.
  private static final Map<Integer, ErrorSystem> SYSTEMS =
      Map.of(
          0,
          system(
              "operating system",
              new Part("(os/kern)", 0, 56),
              new Part("(os/?)"),
              new Part("(os/?)"),
              new Part("(os/unix)", 1, 69)),
          1,
          system("user space", new Part(null)),
          2,
          system(
              "server",
              new Part("(server/netname)", 0, 3),
              new Part("(server/env_mgr)", 1, 7),
              new Part("(server/execd)", 1, 3),
              new Part("(server/netmemory)", 0, 2),
              new Part("(server/ufs)"),
              new Part("(server/task_master)", 0, 5),
              new Part("(server/ns)", 0, 17),
              new Part("(server/io)", 0, 5),
              new Part("(server/auth)", 0, 8),
              new Part("(server/us)", 0, 23),
              new Part("(server/sunrpc)", 0, 17),
              new Part("(server/object system)", 0, 5),
              new Part("(server/loader)", 0, 5),
              new Part("(server/exception)", 0, 6),
              new Part("(server/unix-signal)", 0, 29),
              new Part("(server/xkernel)", 0, 12)),
          3,
          system(
              "ipc",
              new Part("(ipc/send)", 0, 11),
              new Part("(ipc/rcv)", 0, 8),
              new Part("(ipc/mig)", 0, 7)),
          4,
          system(
              "ipc",
              new Part("(ipc/send)", 0, 22),
              new Part("(ipc/rcv)", 0, 16),
              new Part("(ipc/mig)", 0, 9)),
          7,
          system("vm", new Part("(vm/kernel)", 0, 1), new Part("(vm/reclaim)", 0, 7)),
          0x37,
          system(
              "libkern",
              new Part("(libkern/common)", 1, 1),
              new Part("(libkern/metaclass)", 1, 11),
              new Part("(libkern/kext)", 1, 31)),
          0x38,
          new ErrorSystem("iokit", ioKit(), 2));

  private static ErrorSystem system(String title, Part... parts) {
    return new ErrorSystem(title, parts, 0);
  }

  private static Part[] ioKit() {
    // The closing parenthesis that is missing here is missing there.
    Part none = new Part("(iokit/?");
    return new Part[] {
      new Part("(iokit/common)", 1, 1, 0x2bc, 0x2f0),
      new Part("(iokit/usb)", 1, 3, 6, 7, 0xa, 0x10, 0x49, 0x51, 0x56, 0x57, 0x5d, 0x61),
      new Part("(iokit/firewire)", 1, 0x20, 0x101, 0x104, 0x7d0, 0x7d2),
      none,
      new Part("(iokit/blkstorage)"),
      new Part("(iokit/graphics)"),
      none,
      none,
      new Part("(iokit/bluetooth)", 0, 4),
      new Part("(iokit/pmu)"),
      new Part("(iokit/vendor)"),
      new Part("(iokit/reserved)"),
    };
  }

  /** Returns a system; null if the library does not know it. */
  static @Nullable ErrorSystem of(int number) {
    return SYSTEMS.get(number);
  }

  /** Returns a subsystem; null if there is none of this number. */
  @Nullable Part part(int number) {
    int first = parts.length - lastAreLast;
    if (number < first) {
      return parts[number];
    }
    int index = number - SUBSYSTEMS + parts.length;
    return index >= first ? parts[index] : null;
  }
}
