package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.KernReturnConstants.KERN_ABORTED;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.KobjectConstants.IKOT_CLOCK;
import static org.machapi.raw.KobjectConstants.IKOT_MAIN_DEVICE;
import static org.machapi.raw.KobjectConstants.IKOT_PSET_NAME;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;

import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.MissingRoutineException;

/** The ports that the host gives out, and sleep by its clock. */
@Timeout(30)
class HostServicesTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong time = new AtomicLong(10 * SECOND + 5);
  private final SimulatedKernel kernel =
      SimulatedKernel.create(
          KernelConfiguration.builder()
              .generation(KernelGeneration.XNU_11417)
              .absoluteTime(time::get)
              .build());
  private final SimulatedTask task = kernel.createTask("one");
  private final Program program = Program.of(task);
  private final int host = program.mach.mach_host_self();

  private int clock(int which) {
    assertThat(program.mach.host_get_clock_service(host, which, program.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    return program.out.getInt(0);
  }

  private int kind(int name) {
    assertThat(
            program.mach.mach_port_kobject(
                program.self, name, program.out.pointer(), program.message.pointer()))
        .isEqualTo(KERN_SUCCESS);
    return program.out.getInt(0);
  }

  private int sleep(int clock, int type, int seconds, int nanoseconds) {
    program.out.putLong(0, -1);
    return program.mach.clock_sleep_trap(clock, type, seconds, nanoseconds, program.out.pointer());
  }

  private void assertWokenAt(int seconds, int nanoseconds) {
    assertThat(program.out.getInt(0)).isEqualTo(seconds);
    assertThat(program.out.getInt(4)).isEqualTo(nanoseconds);
  }

  @Test
  void eachClockHasOneNameThatGainsAReferenceEachTime() {
    int system = clock(0);
    int calendar = clock(1);
    assertThat(calendar).isNotEqualTo(system);
    assertThat(clock(0)).isEqualTo(system);
    assertThat(program.type(system)).isEqualTo(MACH_PORT_TYPE_SEND);
    assertThat(program.references(system, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
    assertThat(program.references(calendar, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(kind(system)).isEqualTo(IKOT_CLOCK);
    assertThat(kind(calendar)).isEqualTo(IKOT_CLOCK);
    assertThat(task.mappedBytes()).isZero();
  }

  @Test
  void thereAreTwoClocks() {
    program.out.putInt(0, 77);
    assertThat(program.mach.host_get_clock_service(host, 2, program.out.pointer()))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.host_get_clock_service(host, -1, program.out.pointer()))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.out.getInt(0)).isEqualTo(77);
  }

  @Test
  void theProcessorSetAndTheMainPortOfIoKitHaveTheSameNameEachTime() {
    assertThat(program.mach.processor_set_default(host, program.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    int set = program.out.getInt(0);
    assertThat(program.mach.processor_set_default(host, program.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getInt(0)).isEqualTo(set);
    assertThat(program.references(set, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
    assertThat(kind(set)).isEqualTo(IKOT_PSET_NAME);
    assertThat(program.mach.host_get_io_main(host, program.out.pointer())).isEqualTo(KERN_SUCCESS);
    int main = program.out.getInt(0);
    assertThat(program.references(main, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(kind(main)).isEqualTo(IKOT_MAIN_DEVICE);
  }

  @Test
  void onlyTheHostPortWillDo() {
    assertThat(program.mach.host_get_clock_service(program.self, 0, program.out.pointer()))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.processor_set_default(MACH_PORT_NULL, program.out.pointer()))
        .isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(program.mach.host_get_io_main(program.self, program.out.pointer()))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.processor_set_default(host, program.out.pointer().slice(0, 2)))
        .isEqualTo(KERN_INVALID_ADDRESS);
  }

  @Test
  void olderSystemsHaveNoMainPortByThatName() {
    Program older = Program.on(SimulatedKernel.create());
    int name = older.mach.mach_host_self();
    assertThatThrownBy(() -> older.mach.host_get_io_main(name, older.out.pointer()))
        .isInstanceOf(MissingRoutineException.class);
  }

  @Test
  void aTimeInThePastEndsNoSleepAndTheClockIsTold() {
    assertThat(sleep(MACH_PORT_NULL, 0, 10, 5)).isEqualTo(KERN_SUCCESS);
    assertWokenAt(10, 5);
    assertThat(sleep(clock(0), 0, 3, 0)).isEqualTo(KERN_SUCCESS);
    assertWokenAt(10, 5);
    assertThat(sleep(MACH_PORT_NULL, 1, 0, 0)).isEqualTo(KERN_SUCCESS);
    assertWokenAt(10, 5);
  }

  @Test
  void onlyTheSystemClockCanBeSleptOn() {
    assertThat(sleep(clock(1), 5, 0, -1)).isEqualTo(KERN_FAILURE);
    assertThat(program.out.getLong(0)).isEqualTo(-1);
    assertThat(sleep(program.self, 0, 0, 0)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(sleep(12345, 0, 0, 0)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.out.getLong(0)).isEqualTo(-1);
  }

  @Test
  void aWrongTimeIsGivenBack() {
    assertThat(sleep(MACH_PORT_NULL, 2, 4, 6)).isEqualTo(KERN_INVALID_VALUE);
    assertWokenAt(4, 6);
    assertThat(sleep(MACH_PORT_NULL, 0, 4, 1_000_000_000)).isEqualTo(KERN_INVALID_VALUE);
    assertWokenAt(4, 1_000_000_000);
    assertThat(sleep(MACH_PORT_NULL, 1, 4, -1)).isEqualTo(KERN_INVALID_VALUE);
    assertWokenAt(4, -1);
  }

  @Test
  void aSleepEndsWhenTheClockShowsItsTime() throws Exception {
    SimulatedThread thread = task.createThread();
    FutureTask<Integer> call =
        Eventually.call(
            () -> thread.library().clock_sleep_trap(0, 1, 2, 999_999_999, program.out.pointer()));
    Eventually.until(thread::isWaiting);
    time.set(13 * SECOND + 3);
    program.mach.mach_reply_port();
    assertThat(thread.isWaiting()).isTrue();
    time.set(13 * SECOND + 4);
    program.mach.mach_reply_port();
    assertThat(call.get()).isEqualTo(KERN_SUCCESS);
    assertWokenAt(13, 4);
  }

  @Test
  void aSleeperWhoseThreadEndsIsTold() throws Exception {
    SimulatedThread thread = task.createThread();
    FutureTask<Integer> call =
        Eventually.call(
            () -> thread.library().clock_sleep_trap(0, 0, 20, 0, program.out.pointer()));
    Eventually.until(thread::isWaiting);
    thread.exit();
    time.set(30 * SECOND);
    program.mach.mach_reply_port();
    assertThat(call.get()).isEqualTo(KERN_ABORTED);
    assertWokenAt(20, 0);
  }

  @Test
  void byTheTimeOfTheMachineASleepEndsByItself() {
    Program real = Program.on(SimulatedKernel.create());
    long start = System.nanoTime();
    assertThat(real.mach.clock_sleep_trap(0, 1, 0, 20_000_000, real.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
  }
}
