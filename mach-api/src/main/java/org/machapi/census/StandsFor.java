package org.machapi.census;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Flavour;
import org.machapi.KernelObject;
import org.machapi.raw.KobjectConstants;

/**
 * What a name stands for.
 *
 * @param kind the kind
 * @param object the type of the kernel object, {@link KernelObject#NONE} for a plain port; null if
 *     there is none or the kernel did not tell: a port set, a send-once right, a dead name, an
 *     unknown
 * @param pid of a task, its process; null for anything else, or if the kernel did not tell
 * @param threadId of a thread, the number that no other thread gets while the system runs; null for
 *     anything else, or if the kernel did not tell
 * @param threadName of a thread, the name it was given, empty for none; null as {@code threadId}
 * @param isOwnThread whether it is a thread of the task whose port space it is
 * @param description of an object of I/O Kit or a task identity token, what the kernel calls it;
 *     null for anything else
 */
public record StandsFor(
    PortKind kind,
    @Nullable KernelObject object,
    @Nullable Integer pid,
    @Nullable Long threadId,
    @Nullable String threadName,
    boolean isOwnThread,
    @Nullable String description) {
  private static final String JAVA_THREAD = "Java: ";

  static StandsFor of(PortKind kind, @Nullable KernelObject object) {
    return new StandsFor(kind, object, null, null, null, false, null);
  }

  /** Returns the kind of a port by what {@code mach_port_kobject} said. */
  static PortKind kindOf(KernelObject object) {
    if (object.isNone()) {
      return PortKind.PLAIN_PORT;
    }
    if (object.isTask()) {
      return PortKind.TASK;
    }
    if (object.isThread()) {
      return PortKind.THREAD;
    }
    if (object.isHost()) {
      return PortKind.HOST;
    }
    return switch (object.type()) {
      case KobjectConstants.IKOT_CLOCK, KobjectConstants.IKOT_CLOCK_CTRL -> PortKind.CLOCK;
      case KobjectConstants.IKOT_TIMER -> PortKind.TIMER;
      case KobjectConstants.IKOT_SEMAPHORE -> PortKind.SEMAPHORE;
      case KobjectConstants.IKOT_VOUCHER -> PortKind.VOUCHER;
      default -> PortKind.KERNEL_OBJECT;
    };
  }

  /**
   * Returns the name of the Java thread. HotSpot on macOS gives each Java thread that it starts the
   * name that it has in Java, with {@code "Java: "} before it, cut to 63 bytes together
   * (os_bsd.cpp: os::set_native_thread_name).
   *
   * @return the name, cut to 57 bytes; null if this is no thread, or its name does not say so
   */
  public @Nullable String javaThread() {
    return threadName != null && threadName.startsWith(JAVA_THREAD)
        ? threadName.substring(JAVA_THREAD.length())
        : null;
  }

  /**
   * Returns what it is, for people.
   *
   * @return such as {@code Java thread "main"}, {@code task of process 12} or {@code plain port}
   */
  @Override
  public String toString() {
    return switch (kind) {
      case OWN_TASK -> kind + flavour();
      case TASK -> (pid == null ? "other task" : "task of process " + pid) + flavour();
      case THREAD -> thread() + flavour();
      case HOST -> isPrivileged() ? "host, privileged" : kind.toString();
      case KERNEL_OBJECT -> object + (description == null ? "" : " " + description);
      default -> kind.toString();
    };
  }

  private String thread() {
    String java = javaThread();
    if (java != null) {
      return "Java thread \"" + java + "\"";
    }
    if (threadName != null && !threadName.isEmpty()) {
      return "thread \"" + threadName + "\"";
    }
    return threadId == null ? "thread" : "thread " + threadId + " without a name";
  }

  /** Says how much the port allows, if that is not all. */
  private String flavour() {
    Flavour flavour = object == null ? null : object.flavour();
    return flavour == null || flavour == Flavour.CONTROL ? "" : ", " + flavour + " port";
  }

  private boolean isPrivileged() {
    return object != null && object.type() == KobjectConstants.IKOT_HOST_PRIV;
  }
}
