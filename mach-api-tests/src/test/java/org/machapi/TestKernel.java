package org.machapi;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.KernelMemory;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.SimulatedKernel;
import org.machapi.sim.SimulatedTask;
import org.opentest4j.TestAbortedException;

/**
 * The kernel of a test: a simulated one of its own, with one task. The library under test reaches
 * it through a {@link RecordingLibrary}; the test itself looks and acts beside that, with the raw
 * routines, so that what it reads is the kernel's word and not the library's.
 *
 * <p>With the system property {@value #KERNEL_PROPERTY} set to {@code system} it is the kernel of
 * the system and the task of the JVM, as on a Mac. What needs a kernel or a second task made for it
 * is then aborted as "not run".
 */
public final class TestKernel {
  static final String KERNEL_PROPERTY = "org.machapi.tests.kernel";

  private final @Nullable SimulatedKernel kernel;
  private final @Nullable SimulatedTask task;
  private final MachLibrary raw;
  private final RecordingLibrary recording;
  private final Mach mach;

  /**
   * On the kernel of the system, what other tests and the JVM hold: the user references of each
   * name as a send right and as a dead name, in this order.
   */
  private final Map<Integer, List<Integer>> before = new HashMap<>();

  private TestKernel(
      @Nullable SimulatedKernel kernel,
      @Nullable SimulatedTask task,
      MachLibrary raw,
      String description) {
    this.kernel = kernel;
    this.task = task;
    this.raw = raw;
    this.recording = new RecordingLibrary(raw);
    this.mach = Mach.of(recording.library(), description);
    recording.clear();
  }

  /** The kernel that mach-sim makes when nothing else is said, or that of the system. */
  public static TestKernel create() {
    if (isSystem()) {
      Mach system = Mach.system();
      TestKernel kernel = new TestKernel(null, null, system.library(), system.kernel());
      kernel.lookAround();
      return kernel;
    }
    return simulated(KernelConfiguration.builder().build());
  }

  /** A simulated kernel with these options; there is no such kernel but a simulated one. */
  public static TestKernel create(KernelConfiguration configuration) {
    if (isSystem()) {
      throw notRun("a kernel configured for it");
    }
    return simulated(configuration);
  }

  private static TestKernel simulated(KernelConfiguration configuration) {
    SimulatedKernel kernel = SimulatedKernel.create(configuration);
    SimulatedTask task = kernel.createTask("test");
    return new TestKernel(kernel, task, task.library(), "mach-sim");
  }

  static boolean isSystem() {
    return "system".equals(System.getProperty(KERNEL_PROPERTY));
  }

  private static TestAbortedException notRun(String what) {
    return new TestAbortedException("not run: this test needs " + what + ", which is simulated");
  }

  /** What the test is about. */
  public Mach mach() {
    return mach;
  }

  /** The calls that the library under test made. */
  public RecordingLibrary calls() {
    return recording;
  }

  /** The kernel itself, as the test's task; nothing is recorded. */
  public MachLibrary raw() {
    return raw;
  }

  /** The task of the test as mach-sim shows it. */
  public SimulatedTask task() {
    if (task == null) {
      throw notRun("a look at its task from outside");
    }
    return task;
  }

  /** The simulated kernel itself. */
  public SimulatedKernel kernel() {
    if (kernel == null) {
      throw notRun("a kernel of its own");
    }
    return kernel;
  }

  /** The name of the task's own port. */
  public int self() {
    return raw.mach_task_self_().get();
  }

  /** Makes a task beside that of the test. */
  public SimulatedTask otherTask() {
    return kernel().createTask("other");
  }

  /** Makes a port whose receive right another task has. */
  public RemotePort remotePort() {
    return new RemotePort(this, otherTask());
  }

  /** Makes a receive right without guard; the test owns it. */
  public int newReceiveRight() {
    return newReceiveRight(raw);
  }

  /** Makes a receive right without guard in another task. */
  public int newReceiveRightOf(SimulatedTask owner) {
    return newReceiveRight(owner.library());
  }

  private static int newReceiveRight(MachLibrary library) {
    NativeBuffer out = NativeBuffer.allocate(4);
    expectSuccess(
        "mach_port_allocate",
        library.mach_port_allocate(
            library.mach_task_self_().get(), MACH_PORT_RIGHT_RECEIVE, out.pointer()));
    return out.getInt(0);
  }

  /** Adds a user reference to a send right to a port whose receive right the task has. */
  public void makeSend(int name) {
    expectSuccess(
        "mach_port_insert_right",
        raw.mach_port_insert_right(self(), name, name, MACH_MSG_TYPE_MAKE_SEND));
  }

  /** Makes a dead name with one user reference. */
  public int newDeadName() {
    NativeBuffer out = NativeBuffer.allocate(4);
    expectSuccess(
        "mach_port_allocate",
        raw.mach_port_allocate(self(), MACH_PORT_RIGHT_DEAD_NAME, out.pointer()));
    return out.getInt(0);
  }

  /** Changes the number of user references to a send right. */
  public void addSendReferences(int name, int delta) {
    expectSuccess(
        "mach_port_mod_refs", raw.mach_port_mod_refs(self(), name, MACH_PORT_RIGHT_SEND, delta));
  }

  /** Gives one user reference back behind the back of the library under test. */
  public void deallocate(int name) {
    expectSuccess("mach_port_deallocate", raw.mach_port_deallocate(self(), name));
  }

  /** Destroys the receive right of the task, guarded or not, behind the library's back. */
  public void destroyReceiveRight(int name) {
    expectSuccess(
        "mach_port_mod_refs", raw.mach_port_mod_refs(self(), name, MACH_PORT_RIGHT_RECEIVE, -1));
  }

  /** Makes a port set; the test owns it. */
  public int newPortSet() {
    NativeBuffer out = NativeBuffer.allocate(4);
    expectSuccess(
        "mach_port_allocate",
        raw.mach_port_allocate(self(), MACH_PORT_RIGHT_PORT_SET, out.pointer()));
    return out.getInt(0);
  }

  /** Destroys a port set behind the library's back. */
  public void destroyPortSet(int name) {
    expectSuccess(
        "mach_port_mod_refs", raw.mach_port_mod_refs(self(), name, MACH_PORT_RIGHT_PORT_SET, -1));
  }

  /** Asks the kernel for the members of a port set. */
  public int[] membersOf(int set) {
    NativeBuffer out = NativeBuffer.allocate(16);
    expectSuccess(
        "mach_port_get_set_status",
        raw.mach_port_get_set_status(self(), set, out.pointer(0), out.pointer(8)));
    return KernelMemory.takeInts(raw, self(), out.getLong(0), out.getInt(8));
  }

  /** Asks for a notification when a name dies, to a receive right of the task. */
  public void requestDeadNameNotification(int name, int receiver) {
    expectSuccess(
        "mach_port_request_notification",
        raw.mach_port_request_notification(
            self(),
            name,
            MACH_NOTIFY_DEAD_NAME,
            0,
            receiver,
            MACH_MSG_TYPE_MAKE_SEND_ONCE,
            NativeBuffer.allocate(4).pointer()));
  }

  /** Notes what is held already, apart from the task's own port. */
  private void lookAround() {
    Map<Integer, List<Integer>> held = new HashMap<>();
    for (int name : names()) {
      if (name != self()) {
        held.put(
            name, List.of(allReferences(name, Right.SEND), allReferences(name, Right.DEAD_NAME)));
      }
    }
    before.putAll(held);
  }

  /**
   * Asks the kernel how many user references a name has for one kind of right. On the kernel of the
   * system those that others held before are not counted.
   */
  public int references(int name, Right right) {
    int all = allReferences(name, right);
    List<Integer> held = before.getOrDefault(name, List.of(0, 0));
    return switch (right) {
      case SEND -> all - held.get(0);
      case DEAD_NAME -> all - held.get(1);
      default -> all;
    };
  }

  /** Asks the kernel how many user references a name has for one kind of right, whose ever. */
  public int allReferences(int name, Right right) {
    NativeBuffer out = NativeBuffer.allocate(4);
    expectSuccess(
        "mach_port_get_refs", raw.mach_port_get_refs(self(), name, right.number(), out.pointer()));
    return out.getInt(0);
  }

  /**
   * Asks the kernel what a name denotes; no bits if nothing. On the kernel of the system nothing
   * also if that is no more than others held before.
   */
  public PortType type(int name) {
    NativeBuffer out = NativeBuffer.allocate(4);
    int code = raw.mach_port_type(self(), name, out.pointer());
    if (code == KERN_INVALID_NAME) {
      return new PortType(0);
    }
    expectSuccess("mach_port_type", code);
    boolean isOthers =
        before.containsKey(name)
            && references(name, Right.SEND) == 0
            && references(name, Right.DEAD_NAME) == 0;
    return new PortType(isOthers ? 0 : out.getInt(0));
  }

  /**
   * Asks the kernel for all names and, for each, what it denotes and how often. On the kernel of
   * the system without what others held before.
   */
  public SortedMap<Integer, String> snapshot() {
    SortedMap<Integer, String> snapshot = new TreeMap<>();
    for (int name : names()) {
      PortType type = type(name);
      if (type.bits() == 0) {
        continue;
      }
      StringBuilder rights = new StringBuilder(type.toString());
      for (Right right : List.of(Right.SEND, Right.DEAD_NAME)) {
        rights.append(' ').append(references(name, right));
      }
      snapshot.put(name, rights.toString());
    }
    return snapshot;
  }

  private int[] names() {
    NativeBuffer out = NativeBuffer.allocate(32);
    expectSuccess(
        "mach_port_names",
        raw.mach_port_names(
            self(), out.pointer(0), out.pointer(8), out.pointer(16), out.pointer(24)));
    KernelMemory.takeInts(raw, self(), out.getLong(16), out.getInt(24));
    return KernelMemory.takeInts(raw, self(), out.getLong(0), out.getInt(8));
  }

  /** Fails the test if what it does itself does not work. */
  public static void expectSuccess(String routine, int code) {
    if (code != KERN_SUCCESS) {
      throw new AssertionError(routine + " of the test itself: " + new KernReturn(code));
    }
  }
}
