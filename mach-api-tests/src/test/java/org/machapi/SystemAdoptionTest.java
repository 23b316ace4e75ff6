package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.machapi.raw.MessageConstants;

/** Adoption without naming a kernel: on that of the system, here the simulated one on the path. */
class SystemAdoptionTest {
  private final Mach mach = Mach.system();

  @Test
  void aThreadPortIsAdoptedAsAThreadPortAndGivenBack() {
    int name = mach.library().mach_thread_self();
    int before = mach.space().references(name, Right.SEND);
    try (ThreadPort thread = ThreadPort.adopt(name)) {
      assertThat(thread.mach()).isSameAs(mach);
      assertThat(thread.threadId()).isPositive();
    }
    if (before > 1) {
      assertThat(mach.space().references(name, Right.SEND)).isEqualTo(before - 1);
    } else {
      assertThat(mach.space().names()).noneMatch(entry -> entry.name() == name);
    }
  }

  @Test
  void theTaskPortIsAdoptedAsATaskPort() {
    try (TaskPort copy = TaskPort.self().copy();
        TaskPort task = TaskPort.adopt(copy.relinquish())) {
      assertThat(task.pid()).isEqualTo(mach.task().pid());
    }
  }

  @Test
  void tenUsesOfTheOwnTaskAddNoReference() {
    int name = mach.taskSelf();
    int before = mach.space().references(name, Right.SEND);
    for (int i = 0; i < 10; i++) {
      assertThat(TaskPort.self().name()).isEqualTo(name);
      assertThat(TaskPort.self().pid()).isEqualTo(mach.task().pid());
    }
    assertThat(mach.space().references(name, Right.SEND)).isEqualTo(before);
  }

  @Test
  void theHostPortIsAdoptedAsAHostPortWithAndWithoutALook() {
    try (HostPort host = HostPort.adopt(mach.library().mach_host_self());
        HostPort unchecked = HostPort.adoptUnchecked(mach, mach.library().mach_host_self())) {
      assertThat(host.name()).isEqualTo(unchecked.name());
      assertThat(unchecked.kernelObject().isHost()).isTrue();
    }
  }

  @Test
  void aSendRightIsAdopted() {
    try (ReceiveRight port = ReceiveRight.allocate()) {
      int name = port.name();
      assertThat(
              mach.library()
                  .mach_port_insert_right(
                      mach.taskSelf(), name, name, MessageConstants.MACH_MSG_TYPE_MAKE_SEND))
          .isZero();
      try (SendRight send = SendRight.adopt(name)) {
        assertThat(send.references(Right.SEND)).isEqualTo(1);
      }
      assertThat(port.references(Right.SEND)).isZero();
    }
  }
}
