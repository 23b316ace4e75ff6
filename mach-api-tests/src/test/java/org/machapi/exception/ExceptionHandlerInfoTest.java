package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.machapi.exception.FaultingTask.DEFAULT_64;
import static org.machapi.exception.FaultingTask.FLAVOUR;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;

import java.util.List;
import java.util.SortedMap;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.MachException;
import org.machapi.TaskReadPort;

@Timeout(60)
class ExceptionHandlerInfoTest {
  private static final ExceptionMask TWO =
      ExceptionMask.of(ExceptionType.SYSCALL, ExceptionType.RESOURCE);
  private static final ExceptionMask UNKNOWN = new ExceptionMask(1 << 30);

  private final FaultingTask task = FaultingTask.onMacOs15(true);

  @Test
  void aThreadThatNeverHadAHandlerHasNothingToTell() {
    assertThat(ExceptionHandlerInfo.of(task.threadPort, ExceptionMask.ALL)).isEmpty();
  }

  @Test
  void theHandlersOfAThreadAreToldWithoutARight() {
    ExceptionPorts ports = ExceptionPorts.of(task.threadPort);
    ports.set(TYPE.mask(), task.handler, ExceptionBehaviour.STATE, FLAVOUR);
    ports.set(TWO, task.handler, DEFAULT_64);
    SortedMap<Integer, String> before = task.state();
    assertThat(ExceptionHandlerInfo.of(task.threadPort, ExceptionMask.of(TYPE)))
        .singleElement()
        .satisfies(info -> assertThat(info.mask()).isEqualTo(TYPE.mask()))
        .satisfies(info -> assertThat(info.behaviour()).isEqualTo(ExceptionBehaviour.STATE))
        .satisfies(info -> assertThat(info.flavour()).isEqualTo(FLAVOUR));
    assertThat(ExceptionHandlerInfo.of(task.threadPort, TWO))
        .extracting(ExceptionHandlerInfo::mask)
        .containsExactly(TWO);
    assertThat(task.state()).isEqualTo(before);
  }

  @Test
  void aReadPortOfTheTaskSuffices() {
    ExceptionPorts.of(task.mach.task()).set(TWO, task.handler, DEFAULT_64);
    try (TaskReadPort port = task.mach.task().readPort()) {
      SortedMap<Integer, String> before = task.state();
      assertThat(ExceptionHandlerInfo.of(port, TWO))
          .extracting(ExceptionHandlerInfo::mask)
          .containsExactly(TWO);
      assertThat(task.state()).isEqualTo(before);
    }
  }

  @Test
  void thePortAndWhoReceivesFromItAreReadFromTheirPlaces() {
    task.kernel
        .calls()
        .on(
            "task_get_exception_ports_info",
            (arguments, kernel) -> {
              Object code = kernel.call();
              Pointer infos = (Pointer) arguments.get(4);
              for (int word = 0; word < 4; word++) {
                infos.putInt(4L * word, 100 + word);
              }
              return code;
            });
    ExceptionPorts ports = ExceptionPorts.of(task.mach.task());
    ports.set(TWO, task.handler, DEFAULT_64);
    ports.set(TYPE.mask(), task.handler, ExceptionBehaviour.DEFAULT);
    List<ExceptionHandlerInfo> infos =
        ExceptionHandlerInfo.of(
            task.mach.task(), new ExceptionMask(TWO.bits() | TYPE.mask().bits()));
    assertThat(infos).extracting(ExceptionHandlerInfo::port).containsExactly(100, 102);
    assertThat(infos).extracting(ExceptionHandlerInfo::receiver).containsExactly(101, 103);
  }

  @Test
  void unknownTypesAreRefused() {
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ExceptionHandlerInfo.of(task.mach.task(), UNKNOWN))
        .satisfies(e -> assertThat(e.routine()).isEqualTo("task_get_exception_ports_info"))
        .satisfies(e -> assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_ARGUMENT));
    assertThatExceptionOfType(MachException.class)
        .isThrownBy(() -> ExceptionHandlerInfo.of(task.threadPort, UNKNOWN))
        .satisfies(e -> assertThat(e.routine()).isEqualTo("thread_get_exception_ports_info"));
  }
}
