package org.machapi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call that needs a stronger port than the type has does not compile. */
@Timeout(120)
class FlavourCompilationTest {
  private static List<String> complaints(String type, String code) {
    return new JavaExample("flavours", 1, type + " port", List.of(code)).complaints();
  }

  @ParameterizedTest
  @CsvSource({
    "port.pid();, NamedTask, ",
    "port.info();, NamedTask, ",
    "port.threads().close();, InspectableTask, NamedTask",
    "port.namePort().close();, InspectableTask, TaskNamePort",
    "port.inspectPort().close();, InspectableTask, NamedTask",
    "ThreadSampler.of(port).close();, InspectableTask, NamedTask",
    "for (ReadableThread thread : port.threads()) {}, ReadableTask, InspectableTask",
    "port.readPort().close();, ReadableTask, TaskInspectPort",
    "port.suspend().close();, ReadableTask, InspectableTask",
    "for (MachThread thread : port.threads()) {}, Task, ReadableTask",
    "ThreadPort thread = port.threads().take(0);, TaskPort, TaskReadPort",
    "ExceptionPorts.of(port);, Task, ReadableTask",
    "ExceptionPorts.of(port);, TaskPort, TaskReadPort",
    "port.threadId();, InspectableThread, NamedTask",
    "port.info();, ThreadInspectPort, ",
    "port.inspectPort().close();, InspectableThread, NamedTask",
    "port.readPort().close();, ReadableThread, InspectableThread",
    "port.suspend().close();, ReadableThread, ThreadInspectPort",
    "ExceptionPorts.of(port);, MachThread, ReadableThread",
    "ExceptionPorts.of(port);, ThreadPort, ThreadReadPort",
  })
  void aCallCompilesForTheFlavourThatAllowsItAndNotForTheNextWeaker(
      String code, String allows, String tooWeak) {
    assertThat(complaints(allows, code)).isEmpty();
    if (tooWeak != null) {
      assertThat(complaints(tooWeak, code)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TaskPort, Task",
    "TaskPort, ReadableTask",
    "TaskPort, InspectableTask",
    "TaskPort, NamedTask",
    "TaskReadPort, ReadableTask",
    "TaskInspectPort, InspectableTask",
    "TaskNamePort, NamedTask",
    "ThreadPort, MachThread",
    "ThreadPort, ReadableThread",
    "ThreadPort, InspectableThread",
    "ThreadReadPort, ReadableThread",
    "ThreadInspectPort, InspectableThread",
  })
  void everyPortIsUsedWhereItsFlavourOrAWeakerOneWillDo(String type, String view) {
    assertThat(complaints(type, view + " view = port;")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "TaskPort, TaskReadPort",
    "TaskReadPort, TaskPort",
    "ThreadPort, ThreadReadPort",
    "TaskPort, ThreadPort"
  })
  void butEachOwnerIsAClassOfItsOwn(String type, String other) {
    assertThat(complaints(type, other + " same = port;")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "NamedTask",
    "InspectableTask",
    "ReadableTask",
    "Task",
    "InspectableThread",
    "ReadableThread",
    "MachThread"
  })
  void aViewHasNothingToClose(String view) {
    assertThat(complaints(view, "port.close();")).isNotEmpty();
  }
}
