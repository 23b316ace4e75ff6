package org.machapi.sim;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A thread as the kernel sees it: its port, its exception ports, its registers, and what its call
 * under way waits for.
 */
final class MachThread {
  final Task task;

  /** The Java thread it stands for; null for one that tests drive. */
  final @Nullable Thread javaThread;

  private final ControlPorts ports;
  final ExceptionActions exceptionActions;
  final ThreadStates states;

  /** Guard exceptions of the call under way. */
  final List<GuardException> guardExceptions = new ArrayList<>(0);

  /** The number that no other thread has or had. */
  final long id;

  int suspendCount;
  boolean active = true;

  /** Whether it has ever run: one from {@code thread_create} first has to be resumed. */
  boolean started = true;

  /** Whether its call under way was aborted, so that it waits for nothing more. */
  boolean aborted;

  /** What a call of this thread waits for. */
  @Nullable Waiter waiter;

  /** The exception that this thread waits for the handling of. */
  @Nullable Delivery delivery;

  /** The name that the thread library has for the thread's port; the null one if it has none. */
  private int libraryName;

  private @Nullable Voucher voucher;
  private @Nullable Port readPort;
  private @Nullable Port inspectPort;

  MachThread(Task task, @Nullable Thread javaThread) {
    this.task = task;
    this.javaThread = javaThread;
    this.id = task.kernel.nextThreadId();
    this.exceptionActions = ExceptionActions.ofThread(task.kernel.ports);
    this.states = new ThreadStates(task.kernel.configuration.architecture());
    this.ports =
        new ControlPorts(
            ObjectType.THREAD_CONTROL, task.space, task.kernel.configuration.hardenedTasks());
    ports.standFor(this);
  }

  /**
   * Has the thread library of a hardened task keep a reference to the thread's own port, which is
   * pinned from then on, until the thread ends.
   */
  void keepByLibrary() {
    if (task.kernel.configuration.hardenedTasks() && active) {
      libraryName = task.kernel.copyout.name(task.space, makeSelf(), Dispositions.SEND);
      if (Names.valid(libraryName)) {
        ports.pin();
      }
    }
  }

  /** Returns the name that HotSpot gives a thread on macOS; one that is no Java thread has none. */
  String name() {
    return javaThread == null ? "" : "Java: " + javaThread.getName();
  }

  /** Makes a send right to the port that the thread's own task has. */
  Port makeSelf() {
    task.kernel.ports.makeSend(ports.own);
    return ports.own;
  }

  /** Makes a send right to the port that everybody may have. */
  Port makeMovable() {
    task.kernel.ports.makeSend(ports.movable);
    return ports.movable;
  }

  /** Makes a send right to the thread's read or inspect port. */
  Port makeFlavored(int objectType) {
    Port flavored = objectType == ObjectType.THREAD_READ ? readPort : inspectPort;
    if (flavored == null) {
      flavored = new Port();
      flavored.objectType = objectType;
      flavored.object = this;
      flavored.immovableSend = true;
      if (objectType == ObjectType.THREAD_READ) {
        readPort = flavored;
      } else {
        inspectPort = flavored;
      }
    }
    task.kernel.ports.makeSend(flavored);
    return flavored;
  }

  /** Returns the voucher that the thread has adopted; null for none. */
  @Nullable Voucher voucher() {
    return voucher;
  }

  /** Adopts a voucher, or none, in place of the one so far. */
  void adopt(@Nullable Voucher adopted) {
    Voucher old = voucher;
    voucher = adopted;
    if (adopted != null) {
      adopted.adopt();
    }
    if (old != null) {
      old.giveUp();
    }
  }

  /** Ends the thread: its ports die, and who holds rights to them has dead names. */
  void exit() {
    if (!active) {
      return;
    }
    active = false;
    task.threads.remove(this);
    Waiter blocked = waiter;
    if (blocked != null) {
      blocked.wake(Waiter.Outcome.TASK_GONE);
    }
    Delivery waitingFor = delivery;
    if (waitingFor != null) {
      waitingFor.abandon();
    }
    exceptionActions.release();
    adopt(null);
    ports.unpin();
    task.kernel.nameCalls.deallocate(task.space, libraryName);
    task.kernel.ports.destroy(ports.movable);
    if (inspectPort != null) {
      task.kernel.ports.destroy(inspectPort);
    }
    if (readPort != null) {
      task.kernel.ports.destroy(readPort);
    }
    ports.destroyOwn(task.kernel.ports);
  }
}
