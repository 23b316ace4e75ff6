package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;

import java.util.SortedMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machapi.exception.ExceptionBehaviour;
import org.machapi.exception.ExceptionMask;
import org.machapi.exception.ExceptionPorts;
import org.machapi.exception.ExceptionType;
import org.machapi.raw.KobjectConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.SpecialPortConstants;
import org.machapi.sim.SimulatedTask;
import org.machapi.sim.SimulatedThread;

/** The ports of tasks and threads of each flavour: who owns what, and what each allows. */
@Timeout(60)
class FlavourTest {
  private final TestKernel kernel = TestKernel.create();
  private final Mach mach = kernel.mach();
  private final SimulatedTask otherTask = kernel.otherTask();
  private final SimulatedThread otherThread = otherTask.createThread();

  /** The seven classes. */
  enum Kind {
    TASK(true, Flavour.CONTROL, KobjectConstants.IKOT_TASK_CONTROL),
    TASK_READ(true, Flavour.READ, KobjectConstants.IKOT_TASK_READ),
    TASK_INSPECT(true, Flavour.INSPECT, KobjectConstants.IKOT_TASK_INSPECT),
    TASK_NAME(true, Flavour.NAME, KobjectConstants.IKOT_TASK_NAME),
    THREAD(false, Flavour.CONTROL, KobjectConstants.IKOT_THREAD_CONTROL),
    THREAD_READ(false, Flavour.READ, KobjectConstants.IKOT_THREAD_READ),
    THREAD_INSPECT(false, Flavour.INSPECT, KobjectConstants.IKOT_THREAD_INSPECT);

    final boolean isTask;
    final Flavour flavour;
    final int object;

    Kind(boolean isTask, Flavour flavour, int object) {
      this.isTask = isTask;
      this.flavour = flavour;
      this.object = object;
    }

    /** The class, as the refusal of another class names it. */
    String className() {
      String word = flavour == Flavour.CONTROL ? "" : flavour.toString();
      String middle = word.isEmpty() ? "" : word.substring(0, 1).toUpperCase() + word.substring(1);
      return (isTask ? "Task" : "Thread") + middle + "Port";
    }

    SendRight adopt(Mach mach, int name) {
      return switch (this) {
        case TASK -> TaskPort.adopt(mach, name);
        case TASK_READ -> TaskReadPort.adopt(mach, name);
        case TASK_INSPECT -> TaskInspectPort.adopt(mach, name);
        case TASK_NAME -> TaskNamePort.adopt(mach, name);
        case THREAD -> ThreadPort.adopt(mach, name);
        case THREAD_READ -> ThreadReadPort.adopt(mach, name);
        case THREAD_INSPECT -> ThreadInspectPort.adopt(mach, name);
      };
    }

    SendRight adoptUnchecked(Mach mach, int name) {
      IntFunction<SendRight> adopt =
          switch (this) {
            case TASK -> n -> TaskPort.adoptUnchecked(mach, n);
            case TASK_READ -> n -> TaskReadPort.adoptUnchecked(mach, n);
            case TASK_INSPECT -> n -> TaskInspectPort.adoptUnchecked(mach, n);
            case TASK_NAME -> n -> TaskNamePort.adoptUnchecked(mach, n);
            case THREAD -> n -> ThreadPort.adoptUnchecked(mach, n);
            case THREAD_READ -> n -> ThreadReadPort.adoptUnchecked(mach, n);
            case THREAD_INSPECT -> n -> ThreadInspectPort.adoptUnchecked(mach, n);
          };
      return adopt.apply(name);
    }
  }

  private int otherControlTask() {
    int self = otherTask.library().mach_task_self_().get();
    return otherTask.grant(self, MACH_MSG_TYPE_COPY_SEND, kernel.task());
  }

  private int otherControlThread() {
    int self = otherThread.library().mach_thread_self();
    int name = otherTask.grant(self, MACH_MSG_TYPE_COPY_SEND, kernel.task());
    otherTask.library().mach_port_deallocate(otherTask.library().mach_task_self_().get(), self);
    return name;
  }

  /** Gets a name that owns one reference to a port of the other task or thread. */
  private int nameOf(Kind kind) {
    int control = kind.isTask ? otherControlTask() : otherControlThread();
    if (kind.flavour == Flavour.CONTROL) {
      return control;
    }
    NativeBuffer out = NativeBuffer.allocate(4);
    int code =
        kind.isTask
            ? kernel
                .raw()
                .task_get_special_port(
                    control,
                    switch (kind.flavour) {
                      case READ -> SpecialPortConstants.TASK_READ_PORT;
                      case INSPECT -> SpecialPortConstants.TASK_INSPECT_PORT;
                      default -> SpecialPortConstants.TASK_NAME_PORT;
                    },
                    out.pointer())
            : kernel
                .raw()
                .thread_get_special_port(
                    control,
                    kind.flavour == Flavour.READ
                        ? SpecialPortConstants.THREAD_READ_PORT
                        : SpecialPortConstants.THREAD_INSPECT_PORT,
                    out.pointer());
    TestKernel.expectSuccess("get_special_port", code);
    kernel.deallocate(control);
    return out.getInt(0);
  }

  @ParameterizedTest
  @EnumSource
  void adoptTakesOverTheOneReferenceOfItsFlavour(Kind kind) {
    int name = nameOf(kind);
    SendRight right = kind.adopt(mach, name);
    assertThat(right.getClass().getSimpleName()).isEqualTo(kind.className());
    assertThat(right.kernelObject()).isEqualTo(new KernelObject(kind.object));
    assertThat(right.kernelObject().flavour()).isEqualTo(kind.flavour);
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(1);
    right.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void adoptRefusesEveryOtherFlavourNamesItsClassAndReleasesNothing(Kind kind) {
    for (Kind other : Kind.values()) {
      if (other == kind) {
        continue;
      }
      int name = nameOf(other);
      SortedMap<Integer, String> before = kernel.snapshot();
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> kind.adopt(mach, name))
          .withMessageContaining("stands for " + new KernelObject(other.object))
          .withMessageContaining(
              "is not the %s port of a %s", kind.flavour, kind.isTask ? "task" : "thread")
          .withMessageEndingWith("The class for it is " + other.className() + ".")
          .satisfies(e -> assertThat(e.routine()).isEqualTo("mach_port_kobject"))
          .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_ARGUMENT));
      assertThat(kernel.snapshot()).isEqualTo(before);
      kernel.deallocate(name);
    }
  }

  @ParameterizedTest
  @EnumSource
  void adoptRefusesWhatIsNoSuchPortAndReleasesNothing(Kind kind) {
    int plain = kernel.remotePort().name();
    int receive = kernel.newReceiveRight();
    int dead = kernel.newDeadName();
    SortedMap<Integer, String> before = kernel.snapshot();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> kind.adopt(mach, plain))
        .withMessageContaining("stands for IKOT_NONE")
        .withMessageNotContaining("The class for it");
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> kind.adopt(mach, receive))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_RIGHT));
    assertThatExceptionOfType(DeadNameException.class).isThrownBy(() -> kind.adopt(mach, dead));
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> kind.adopt(mach, 0x4711))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_NAME));
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void adoptUncheckedMakesNoCallAndOwnsTheReference(Kind kind) {
    int name = nameOf(kind);
    kernel.calls().clear();
    SendRight right = kind.adoptUnchecked(mach, name);
    assertThat(kernel.calls().calls()).isEmpty();
    assertThat(right.getClass().getSimpleName()).isEqualTo(kind.className());
    right.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void copyIsOfTheSameClassAndOwnsAReferenceOfItsOwn(Kind kind) {
    SendRight right = kind.adopt(mach, nameOf(kind));
    int name = right.name();
    SendRight copy = right.copy();
    assertThat(copy).hasSameClassAs(right);
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(2);
    right.close();
    assertThat(kernel.references(name, Right.SEND)).isEqualTo(1);
    copy.close();
    assertThat(kernel.type(name).bits()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void immovablePortsAreKnownAsSuch(Kind kind) {
    try (SendRight right = kind.adopt(mach, nameOf(kind))) {
      assertThat(right.kernelObject().isImmovable())
          .isEqualTo(kind.flavour == Flavour.READ || kind.flavour == Flavour.INSPECT);
    }
  }

  @Test
  void fromATasksPortThereIsAWayToTheWeakerOnes() {
    SortedMap<Integer, String> before = kernel.snapshot();
    try (TaskPort control = TaskPort.adopt(mach, otherControlTask())) {
      int pid = control.pid();
      try (TaskReadPort read = control.readPort();
          TaskReadPort readByRead = read.readPort();
          TaskInspectPort inspect = control.inspectPort();
          TaskInspectPort inspectByRead = read.inspectPort();
          TaskInspectPort inspectByInspect = inspect.inspectPort();
          TaskNamePort name = control.namePort();
          TaskNamePort nameByInspect = inspect.namePort()) {
        assertThat(read.kernelObject()).hasToString("IKOT_TASK_READ");
        assertThat(inspect.kernelObject()).hasToString("IKOT_TASK_INSPECT");
        assertThat(name.kernelObject()).hasToString("IKOT_TASK_NAME");
        assertThat(new int[] {read.pid(), inspect.pid(), name.pid()}).containsOnly(pid);
        assertThat(readByRead.name()).isEqualTo(read.name());
        // Each owns a reference: the kernel counts what the objects say.
        assertThat(kernel.references(read.name(), Right.SEND)).isEqualTo(2);
        assertThat(kernel.references(inspectByRead.name(), Right.SEND)).isEqualTo(3);
        assertThat(inspectByInspect.name()).isEqualTo(inspect.name());
        assertThat(kernel.references(nameByInspect.name(), Right.SEND)).isEqualTo(2);
      }
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void fromAThreadsPortThereIsAWayToTheWeakerOnes() {
    SortedMap<Integer, String> before = kernel.snapshot();
    try (ThreadPort control = ThreadPort.adopt(mach, otherControlThread())) {
      try (ThreadReadPort read = control.readPort();
          ThreadReadPort readByRead = read.readPort();
          ThreadInspectPort inspect = read.inspectPort();
          ThreadInspectPort inspectByInspect = inspect.inspectPort()) {
        assertThat(read.kernelObject()).hasToString("IKOT_THREAD_READ");
        assertThat(inspect.kernelObject()).hasToString("IKOT_THREAD_INSPECT");
        assertThat(read.threadId()).isEqualTo(control.threadId());
        assertThat(inspect.threadId()).isEqualTo(control.threadId());
        assertThat(kernel.references(readByRead.name(), Right.SEND)).isEqualTo(2);
        assertThat(kernel.references(inspectByInspect.name(), Right.SEND)).isEqualTo(2);
      }
    }
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void aWeakerPortThatIsNotGivenAcquiresNothing() {
    try (TaskPort task = TaskPort.adopt(mach, otherControlTask());
        ThreadPort thread = ThreadPort.adopt(mach, otherControlThread())) {
      SortedMap<Integer, String> before = kernel.snapshot();
      kernel.calls().fail("task_get_special_port", KERN_INVALID_ARGUMENT);
      kernel.calls().fail("thread_get_special_port", KERN_INVALID_ARGUMENT);
      assertThatExceptionOfType(MachException.class).isThrownBy(task::readPort);
      assertThatExceptionOfType(MachException.class).isThrownBy(task::namePort);
      assertThatExceptionOfType(MachException.class).isThrownBy(thread::inspectPort);
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void successWithoutAPortIsAnErrorToo() {
    try (TaskPort task = TaskPort.adopt(mach, otherControlTask())) {
      kernel
          .calls()
          .on(
              "task_get_special_port",
              (arguments, rest) -> {
                ((jnr.ffi.Pointer) arguments.get(2)).putInt(0, 0);
                return 0;
              });
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(task::readPort)
          .withMessageContaining("It gave MACH_PORT_NULL.");
    }
  }

  @Test
  void aTaskOrThreadThatHasEndedGivesNoWeakerPort() {
    try (TaskPort task = TaskPort.adopt(mach, otherControlTask());
        ThreadPort thread = ThreadPort.adopt(mach, otherControlThread())) {
      otherTask.terminate();
      assertThatExceptionOfType(DeadNameException.class).isThrownBy(task::readPort);
      assertThatExceptionOfType(DeadNameException.class).isThrownBy(thread::readPort);
      assertThat(kernel.references(task.name(), Right.DEAD_NAME)).isEqualTo(1);
      assertThat(kernel.references(thread.name(), Right.DEAD_NAME)).isEqualTo(1);
    }
  }

  @Test
  void whatTheTypeAllowsTheKernelAllows() {
    try (TaskReadPort read = TaskReadPort.adopt(mach, nameOf(Kind.TASK_READ));
        TaskInspectPort inspect = TaskInspectPort.adopt(mach, nameOf(Kind.TASK_INSPECT));
        TaskNamePort name = TaskNamePort.adopt(mach, nameOf(Kind.TASK_NAME));
        ThreadReadPort readThread = ThreadReadPort.adopt(mach, nameOf(Kind.THREAD_READ));
        ThreadInspectPort inspectThread =
            ThreadInspectPort.adopt(mach, nameOf(Kind.THREAD_INSPECT))) {
      try (Suspension task = read.suspend();
          Suspension thread = readThread.suspend()) {
        assertThat(name.info().suspendCount()).isEqualTo(1);
        assertThat(inspectThread.info().suspendCount()).isEqualTo(1);
        assertThat(task).isNotSameAs(thread);
      }
      assertThat(name.info().suspendCount()).isZero();
      assertThat(readThread.info().suspendCount()).isZero();
      try (ThreadInspectPortList threads = inspect.threads()) {
        assertThat(threads)
            .extracting(InspectableThread::threadId)
            .contains(inspectThread.threadId());
      }
    }
  }

  @Test
  void aPortThatIsWeakerThanItsTypeSaysFailsInTheKernelAndTheErrorNamesBothFlavours() {
    try (TaskPort name = TaskPort.adoptUnchecked(mach, nameOf(Kind.TASK_NAME));
        TaskPort inspect = TaskPort.adoptUnchecked(mach, nameOf(Kind.TASK_INSPECT));
        ThreadPort thread = ThreadPort.adoptUnchecked(mach, nameOf(Kind.THREAD_INSPECT))) {
      SortedMap<Integer, String> before = kernel.snapshot();
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(name::threads)
          .withMessageStartingWith("task_threads: KERN_INVALID_ARGUMENT (4): ")
          .withMessageEndingWith(
              "%s is a name port (IKOT_TASK_NAME), and this needs an inspect port.",
              PortNames.format(name.name()));
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(inspect::suspend)
          .withMessageContaining("an inspect port (IKOT_TASK_INSPECT), and this needs a read port");
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(inspect::readPort)
          .withMessageContaining("an inspect port (IKOT_TASK_INSPECT), and this needs a read port")
          .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_CAPABILITY));
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(thread::suspend)
          .withMessageContaining("(IKOT_THREAD_INSPECT), and this needs a read port");
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void exceptionPortsThroughAReadPortFailAndTheErrorSaysThatControlIsNeeded() {
    ExceptionMask mask = ExceptionMask.of(ExceptionType.BREAKPOINT);
    try (ThreadPort thread = ThreadPort.adoptUnchecked(mach, nameOf(Kind.THREAD_READ));
        TaskPort task = TaskPort.adoptUnchecked(mach, nameOf(Kind.TASK_READ));
        ReceiveRight port = ReceiveRight.allocate(mach);
        SendRight handler = port.makeSend()) {
      SortedMap<Integer, String> before = kernel.snapshot();
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(
              () -> ExceptionPorts.of(thread).set(mask, handler, ExceptionBehaviour.DEFAULT, 0))
          .withMessageStartingWith("thread_set_exception_ports: KERN_INVALID_ARGUMENT")
          .withMessageEndingWith(
              "%s is a read port (IKOT_THREAD_READ), and this needs a control port.",
              PortNames.format(thread.name()));
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(() -> ExceptionPorts.of(task).get(mask))
          .withMessageEndingWith("(IKOT_TASK_READ), and this needs a control port.");
      assertThat(kernel.snapshot()).isEqualTo(before);
    }
  }

  @Test
  void theFlavourIsAskedForOnlyAfterAFailure() {
    try (TaskPort task = TaskPort.adoptUnchecked(mach, otherControlTask())) {
      kernel.calls().clear();
      task.info();
      task.readPort().close();
      task.threads().close();
      assertThat(kernel.calls().routines()).doesNotContain("mach_port_kobject", "mach_port_type");
    }
  }

  @Test
  void anErrorThatIsNotForWeaknessSaysNothingOfFlavours() {
    try (TaskPort task = TaskPort.adopt(mach, otherControlTask())) {
      kernel.calls().fail("task_threads", KERN_INVALID_ARGUMENT);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(task::threads)
          .withMessageNotContaining("this needs");
      kernel.calls().fail("mach_port_kobject", KERN_INVALID_NAME);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(task::threads)
          .withMessageContaining("task_threads")
          .withMessageNotContaining("this needs");
    }
  }

  @Test
  void anErrorOfAPortThatWasClosedMeanwhileNamesThePortAndAsksNothing() {
    TaskPort task = TaskPort.adopt(mach, otherControlTask());
    task.close();
    kernel.calls().clear();
    assertThat(mach.failure("task_threads", KERN_INVALID_ARGUMENT, task, Flavour.CONTROL))
        .isExactlyInstanceOf(MachException.class)
        .hasMessageContaining(task.toString());
    assertThat(kernel.calls().calls()).isEmpty();
  }

  @Test
  void theFlavoursAreALadder() {
    Flavour[] ladder = {Flavour.NAME, Flavour.INSPECT, Flavour.READ, Flavour.CONTROL};
    assertThat(Flavour.values()).containsExactly(ladder);
    for (int i = 0; i < ladder.length; i++) {
      for (int j = 0; j < ladder.length; j++) {
        assertThat(ladder[i].allows(ladder[j])).isEqualTo(i >= j);
      }
    }
    assertThat(KernelObject.NONE.flavour()).isNull();
    assertThat(new KernelObject(KobjectConstants.IKOT_TASK_ID_TOKEN).flavour()).isNull();
  }
}
