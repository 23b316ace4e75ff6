package org.machapi.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One simulated kernel: its parts, its one lock, and which thread's call is under way. Every field
 * of every part is guarded by the lock; a call waits by giving it up.
 */
final class Kernel {
  /** How often a call that waits looks whether a Java thread has ended. */
  private static final long WATCH_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(10);

  final KernelConfiguration configuration;
  final Rules rules;
  final ReentrantLock lock = new ReentrantLock();
  final NameGenerations generations;
  final Names names;
  final Guards guards;
  final Ports ports;
  final Rights rights;
  final ReferenceCounts references;
  final Requests requests;
  final RightCopyin copyin;
  final RightCopyout copyout;
  final Notifications notifications;
  final Messages messages;
  final Queues queues;
  final MessageSender sender;
  final MessageCopyin messageCopyin;
  final MessageCopyout messageCopyout;
  final MessageCalls messageCalls;
  final ExceptionDelivery exceptions;
  final Resolver resolver;
  final NameCalls nameCalls;
  final RightCalls rightCalls;
  final ReceiveRightCalls receiveRightCalls;
  final PortSetCalls portSetCalls;
  final AttributeCalls attributes;
  final InspectionCalls inspection;
  final ExceptionPortCalls exceptionPorts;
  final ThreadCalls threadCalls;
  final TaskCalls taskCalls;
  final TrapCalls trapCalls;
  final MemoryCalls memoryCalls;
  final RarePortCalls rarePortCalls;
  final Alarms alarms;
  final SemaphoreCalls semaphoreCalls;
  final TimerCalls timerCalls;
  final HostServiceCalls hostServices;
  final SuspensionCalls suspensions;
  final RegisteredPortCalls registeredPorts;
  final TaskLookupCalls taskLookup;
  final TaskInfoCalls taskInfo;
  final ThreadLifeCalls threadLife;
  final HostCalls hostCalls;
  final VoucherCalls vouchers;

  /** The tasks that live, by their process numbers. */
  final Map<Integer, Task> tasks = new HashMap<>();

  final BootstrapServer bootstrap;
  final BootstrapCalls bootstrapCalls;
  final Port hostPort = new Port();
  final ExceptionActions hostActions;

  /** The thread whose call is under way. */
  @Nullable MachThread current;

  private final List<MachThread> javaThreads = new ArrayList<>();
  private final List<Waiter> blocked = new ArrayList<>();
  private int time;
  private int nextProcessNumber = 100;
  private long nextThreadId = 1000;

  @SuppressWarnings("nullness") // The parts keep the kernel and use it only when it is complete.
  Kernel(KernelConfiguration configuration) {
    this.configuration = configuration;
    this.rules = configuration.generation().rules();
    this.generations = new NameGenerations(configuration.seed());
    this.names = new Names(rules);
    this.guards = new Guards(this);
    this.ports = new Ports(this);
    this.rights = new Rights(this);
    this.references = new ReferenceCounts(this);
    this.requests = new Requests(this);
    this.copyin = new RightCopyin(this);
    this.copyout = new RightCopyout(this);
    this.notifications = new Notifications(this);
    this.messages = new Messages(this);
    this.queues = new Queues(this);
    this.sender = new MessageSender(this);
    this.messageCopyin = new MessageCopyin(this);
    this.messageCopyout = new MessageCopyout(this);
    this.messageCalls = new MessageCalls(this);
    this.exceptions = new ExceptionDelivery(this);
    this.resolver = new Resolver(this);
    this.nameCalls = new NameCalls(this);
    this.rightCalls = new RightCalls(this);
    this.receiveRightCalls = new ReceiveRightCalls(this);
    this.portSetCalls = new PortSetCalls(this);
    this.attributes = new AttributeCalls(this);
    this.inspection = new InspectionCalls(this);
    this.exceptionPorts = new ExceptionPortCalls(this);
    this.threadCalls = new ThreadCalls(this);
    this.taskCalls = new TaskCalls(this);
    this.trapCalls = new TrapCalls(this);
    this.memoryCalls = new MemoryCalls();
    this.rarePortCalls = new RarePortCalls(this);
    this.alarms = new Alarms(this);
    this.semaphoreCalls = new SemaphoreCalls(this);
    this.timerCalls = new TimerCalls(this);
    this.hostServices = new HostServiceCalls(this);
    this.suspensions = new SuspensionCalls(this);
    this.registeredPorts = new RegisteredPortCalls(this);
    this.taskLookup = new TaskLookupCalls(this);
    this.taskInfo = new TaskInfoCalls(this);
    this.threadLife = new ThreadLifeCalls(this);
    this.hostCalls = new HostCalls(this);
    this.vouchers = new VoucherCalls(this);
    this.bootstrap = new BootstrapServer(this);
    this.bootstrapCalls = new BootstrapCalls(this);
    this.hostActions = ExceptionActions.ofHost(ports, rules);
    hostPort.objectType = ObjectType.HOST;
  }

  int nextTime() {
    return time++;
  }

  long nextThreadId() {
    return nextThreadId++;
  }

  int nextProcessNumber() {
    return nextProcessNumber++;
  }

  /**
   * Starts a call of a thread. First, threads whose Java threads have ended die, and what is due by
   * the time happens.
   */
  void enter(MachThread thread) {
    lock.lock();
    if (javaThreads.size() > 1 || thread.javaThread == null) {
      buryEndedThreads();
    }
    alarms.ring();
    current = thread;
  }

  /** Ends the call of a thread, and tells its guard exceptions. */
  void leave(MachThread thread) {
    thread.aborted = false;
    exceptions.letAnsweredGoOn();
    List<GuardException> raised = List.of();
    if (!thread.guardExceptions.isEmpty()) {
      raised = new ArrayList<>(thread.guardExceptions);
      thread.guardExceptions.clear();
    }
    current = null;
    lock.unlock();
    for (GuardException exception : raised) {
      configuration.guardListener().guardException(exception);
    }
  }

  void attach(MachThread thread) {
    javaThreads.add(thread);
    wakeToLookAgain();
  }

  private void buryEndedThreads() {
    for (int i = 0; i < javaThreads.size(); i++) {
      MachThread thread = javaThreads.get(i);
      Thread javaThread = thread.javaThread;
      // The state is a field; isAlive() is a native call on Java 17.
      if (javaThread != null && javaThread.getState() == Thread.State.TERMINATED) {
        javaThreads.remove(i--);
        thread.exit();
      }
    }
  }

  Waiter newWaiter(int options, int bufferSize) {
    MachThread thread = current;
    if (thread == null) {
      throw new IllegalStateException("only a thread can wait");
    }
    return new Waiter(lock.newCondition(), thread, options, bufferSize);
  }

  /**
   * Waits until a waiter is woken. Interrupts of the Java thread are kept for later: {@code
   * mach_msg} retries as long as nothing has come.
   *
   * @param timeout milliseconds, unsigned
   */
  Waiter.Outcome await(Waiter waiter, boolean timed, int timeout) {
    return awaitNanoseconds(
        waiter, timed, TimeUnit.MILLISECONDS.toNanos(Integer.toUnsignedLong(timeout)));
  }

  /** As {@link #await}, with nanoseconds, which are not negative. */
  Waiter.Outcome awaitNanoseconds(Waiter waiter, boolean timed, long timeout) {
    MachThread thread = waiter.thread;
    thread.waiter = waiter;
    current = null;
    exceptions.letAnsweredGoOn();
    blocked.add(waiter);
    long end = System.nanoTime() + timeout;
    boolean interrupted = false;
    if (thread.aborted) {
      waiter.wake(Waiter.Outcome.ABORTED);
    }
    alarms.ring();
    while (waiter.outcome == Waiter.Outcome.WAITING) {
      long left = timed ? end - System.nanoTime() : Long.MAX_VALUE;
      if (left <= 0) {
        waiter.outcome = Waiter.Outcome.TIMED_OUT;
      } else {
        long untilLook = Math.min(alarms.nanosecondsToNext(), nanosecondsToWatch(waiter));
        interrupted |= pause(waiter, Math.min(left, untilLook));
        if (waiter.outcome == Waiter.Outcome.WAITING) {
          buryEndedThreads();
          alarms.ring();
        }
      }
    }
    stopWaiting(waiter);
    thread.waiter = null;
    current = thread;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return waiter.outcome;
  }

  /**
   * Returns how long a call may wait before it looks whether a Java thread has ended, which nobody
   * tells: the call that has waited for longest looks for all, if there is any thread to look for.
   */
  private long nanosecondsToWatch(Waiter waiter) {
    return watches(waiter) ? WATCH_NANOSECONDS : Long.MAX_VALUE;
  }

  private boolean watches(Waiter waiter) {
    int own = waiter.thread.javaThread == null ? 0 : 1;
    return javaThreads.size() > own && blocked.get(0) == waiter;
  }

  /** Leaves the calls that wait; the one that is to look for all in its place has to begin. */
  private void stopWaiting(Waiter waiter) {
    blocked.remove(waiter);
    if (!blocked.isEmpty() && watches(blocked.get(0))) {
      blocked.get(0).condition.signal();
    }
  }

  /** Gives up the lock until somebody signals or time has passed; true if it was interrupted. */
  private static boolean pause(Waiter waiter, long nanoseconds) {
    if (nanoseconds == Long.MAX_VALUE) {
      waiter.condition.awaitUninterruptibly();
      return false;
    }
    try {
      waiter.condition.awaitNanos(nanoseconds);
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Lets all calls that wait look again at what they wait for: an alarm or a thread is new. */
  void wakeToLookAgain() {
    for (Waiter waiter : blocked) {
      waiter.condition.signal();
    }
  }
}
