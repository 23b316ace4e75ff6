package org.machapi.census;

import java.util.Collection;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.KernelObject;
import org.machapi.Mach;
import org.machapi.MachException;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.KobjectConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.ThreadIdentifierInfoLayout;
import org.machapi.raw.ThreadInfoConstants;

/**
 * Asks what stands behind the ports of kernel objects: of a task its process, of a thread its
 * number and name. Adds no reference: it asks by names that the own task has already.
 */
final class ObjectReader {
  private final Mach mach;
  private final @Nullable Integer pid;
  private final Set<Long> ownThreads;
  private final NativeBuffer memory =
      NativeBuffer.allocate(ThreadInfoConstants.THREAD_IDENTIFIER_INFO_COUNT * Integer.BYTES);
  private final NativeBuffer count = NativeBuffer.allocate(Integer.BYTES);

  /**
   * @param mach the kernel
   * @param pid the process whose port space is read; null if it is not known
   * @param ownThreads the numbers of its threads
   */
  ObjectReader(Mach mach, @Nullable Integer pid, Set<Long> ownThreads) {
    this.mach = mach;
    this.pid = pid;
    this.ownThreads = ownThreads;
  }

  /**
   * Describes a kernel object.
   *
   * @param object its type
   * @param name the name of its port in the own task; 0 if there is none
   * @param description what the kernel calls it; null for nothing
   * @param unread gets what the kernel refused to tell
   */
  StandsFor read(
      KernelObject object, int name, @Nullable String description, Collection<String> unread) {
    PortKind kind = StandsFor.kindOf(object);
    if (name != 0 && kind == PortKind.TASK) {
      return task(object, name, unread);
    }
    if (name != 0 && kind == PortKind.THREAD) {
      return thread(object, name, unread);
    }
    return new StandsFor(kind, object, null, null, null, false, description);
  }

  private StandsFor task(KernelObject object, int name, Collection<String> unread) {
    Integer found = null;
    try {
      found = pid(mach, name, memory);
    } catch (MachException e) {
      unread.add(answer(e));
    }
    PortKind kind = found != null && found.equals(pid) ? PortKind.OWN_TASK : PortKind.TASK;
    return new StandsFor(kind, object, found, null, null, false, null);
  }

  private StandsFor thread(KernelObject object, int name, Collection<String> unread) {
    try {
      long id = threadId(name);
      boolean isOwn = ownThreads.contains(id);
      return new StandsFor(
          PortKind.THREAD, object, null, id, mach.space().threadName(name), isOwn, null);
    } catch (MachException e) {
      unread.add(answer(e));
      return StandsFor.of(PortKind.THREAD, object);
    }
  }

  /** Asks for the process of a task. */
  static int pid(Mach mach, int name, NativeBuffer memory) throws MachException {
    int code = mach.library().pid_for_task(name, memory.pointer());
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw new MachException("pid_for_task", code, null);
    }
    return memory.getInt(0);
  }

  private long threadId(int name) throws MachException {
    count.putInt(0, ThreadInfoConstants.THREAD_IDENTIFIER_INFO_COUNT);
    int code =
        mach.library()
            .thread_info(
                name,
                ThreadInfoConstants.THREAD_IDENTIFIER_INFO,
                memory.pointer(),
                count.pointer());
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw new MachException("thread_info", code, null);
    }
    return memory.getLong(ThreadIdentifierInfoLayout.THREAD_ID);
  }

  /** Tells whether the kernel describes objects of this type in words. */
  static boolean isDescribed(KernelObject object) {
    return switch (object.type()) {
      case KobjectConstants.IKOT_IOKIT_OBJECT,
          KobjectConstants.IKOT_IOKIT_CONNECT,
          KobjectConstants.IKOT_IOKIT_IDENT,
          KobjectConstants.IKOT_UEXT_OBJECT,
          KobjectConstants.IKOT_TASK_ID_TOKEN ->
          true;
      default -> false;
    };
  }

  /** Says what a routine answered instead of what it was asked. */
  static String answer(MachException e) {
    return e.routine() + ": " + e.kernReturn();
  }
}
