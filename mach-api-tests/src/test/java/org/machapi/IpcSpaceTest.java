package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_RESOURCE_SHORTAGE;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.sim.SimulatedThread;

@Tag("kernel")
@Timeout(60)
class IpcSpaceTest {
  private final TestKernel kernel = TestKernel.create();
  private final IpcSpace space = kernel.mach().space();

  @Test
  void namesTellsEveryNameAndWhatItDenotes() {
    int receive = kernel.newReceiveRight();
    kernel.makeSend(receive);
    int send = kernel.remotePort().name();
    int once = kernel.remotePort().grantSendOnce();
    int dead = kernel.newDeadName();
    SortedMap<Integer, String> types = new TreeMap<>();
    for (NameEntry entry : space.names()) {
      types.put(entry.name(), entry.type().toString());
    }
    assertThat(types)
        .containsKeys(kernel.snapshot().keySet().toArray(Integer[]::new))
        .hasSameSizeAs(kernel.snapshot())
        .containsEntry(kernel.self(), "SEND")
        .containsEntry(receive, "SEND|RECEIVE")
        .containsEntry(send, "SEND")
        .containsEntry(once, "SEND_ONCE")
        .containsEntry(dead, "DEAD_NAME");
  }

  @Test
  void namesGivesBackTheMemoryThatTheKernelMappedForIt() {
    for (int i = 0; i < 20; i++) {
      kernel.newReceiveRight();
    }
    long before = kernel.task().mappedBytes();
    kernel.calls().clear();
    assertThat(space.names()).hasSize(21);
    assertThat(kernel.task().mappedBytes()).isEqualTo(before);
    assertThat(kernel.calls().routines())
        .containsExactly("mach_port_names", "mach_vm_deallocate", "mach_vm_deallocate");
  }

  @Test
  void namesChangesNoRight() {
    RemotePort port = kernel.remotePort();
    port.die();
    SortedMap<Integer, String> before = kernel.snapshot();
    space.names();
    assertThat(kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void namesThatFailsTellsWhy() {
    kernel.calls().fail("mach_port_names", KERN_RESOURCE_SHORTAGE);
    long before = kernel.task().mappedBytes();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(space::names)
        .withMessageContaining("mach_port_names: KERN_RESOURCE_SHORTAGE (6): ")
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_RESOURCE_SHORTAGE));
    assertThat(kernel.task().mappedBytes()).isEqualTo(before);
  }

  @Test
  void typeTellsWhatANameDenotes() {
    int receive = kernel.newReceiveRight();
    assertThat(space.type(receive)).hasToString("RECEIVE");
    kernel.makeSend(receive);
    assertThat(space.type(receive)).hasToString("SEND|RECEIVE");
    RemotePort port = kernel.remotePort();
    port.die();
    assertThat(space.type(port.name())).hasToString("DEAD_NAME");
  }

  @Test
  void typeShowsARequestedNotification() {
    RemotePort port = kernel.remotePort();
    assertThat(space.type(port.name()).hasNotificationRequest()).isFalse();
    kernel.requestDeadNameNotification(port.name(), kernel.newReceiveRight());
    assertThat(space.type(port.name()).hasNotificationRequest()).isTrue();
  }

  @Test
  void questionsAboutANameThatDenotesNothingNameRoutineAndName() {
    List<Runnable> questions =
        List.of(
            () -> space.type(0x4711),
            () -> space.references(0x4711, Right.SEND),
            () -> space.kernelObject(0x4711));
    List<String> routines = List.of("mach_port_type", "mach_port_get_refs", "mach_port_kobject");
    for (int i = 0; i < questions.size(); i++) {
      String routine = routines.get(i);
      assertThatExceptionOfType(MachException.class)
          .isThrownBy(questions.get(i)::run)
          .withMessageStartingWith(routine + ": KERN_INVALID_NAME (15): ")
          .withMessageContaining("Name 0x4711.")
          .satisfies(e -> assertThat(e.routine()).isEqualTo(routine))
          .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_NAME));
    }
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> space.type(MACH_PORT_NULL))
        .withMessageContaining("MACH_PORT_NULL");
  }

  @Test
  void referencesAreCountedForEachKindOfRight() {
    int name = kernel.newReceiveRight();
    kernel.makeSend(name);
    kernel.makeSend(name);
    assertThat(space.references(name, Right.SEND)).isEqualTo(2);
    assertThat(space.references(name, Right.RECEIVE)).isEqualTo(1);
    assertThat(space.references(name, Right.SEND_ONCE)).isZero();
    assertThat(space.references(name, Right.PORT_SET)).isZero();
    assertThat(space.references(name, Right.DEAD_NAME)).isZero();
  }

  @Test
  void kernelObjectTellsWhatStandsBehindAName() {
    assertThat(space.kernelObject(kernel.self()).isTask()).isTrue();
    assertThat(space.kernelObject(kernel.newReceiveRight())).isEqualTo(KernelObject.NONE);
    assertThat(space.kernelObject(kernel.raw().mach_thread_self()).isThread()).isTrue();
  }

  @Test
  void kernelObjectRefusesANameThatIsNeitherSendNorReceiveRight() {
    int once = kernel.remotePort().grantSendOnce();
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> space.kernelObject(once))
        .satisfies(e -> assertThat(e).isNotInstanceOf(DeadNameException.class))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_RIGHT));
  }

  @Test
  void kernelObjectOfADeadNameSaysThatItIsDead() {
    RemotePort port = kernel.remotePort();
    port.die();
    assertThatExceptionOfType(DeadNameException.class)
        .isThrownBy(() -> space.kernelObject(port.name()))
        .withMessageContaining("0x" + Integer.toHexString(port.name()) + " is a dead name");
    assertThat(kernel.references(port.name(), Right.DEAD_NAME)).isEqualTo(1);
  }

  @Test
  void theNameOfAThreadThatHasEndedIsRefusedAndNothingIsReleased() {
    SimulatedThread thread = kernel.task().createThread();
    int name = thread.library().mach_thread_self();
    assertThat(space.threadName(name)).isEmpty();
    thread.exit();
    assertThatExceptionOfType(DeadNameException.class).isThrownBy(() -> space.threadName(name));
    assertThat(kernel.references(name, Right.DEAD_NAME)).isEqualTo(1);
  }

  @Test
  void anEntryReadsAsNameAndRights() {
    assertThat(new NameEntry(0x1203, new PortType(0x30000))).hasToString("0x1203 SEND|RECEIVE");
  }
}
