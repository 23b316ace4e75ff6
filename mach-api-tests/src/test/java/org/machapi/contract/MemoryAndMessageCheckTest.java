package org.machapi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.contract.FaultFinder.hex;
import static org.machapi.contract.FaultyLibrary.andThen;
import static org.machapi.contract.FaultyLibrary.instead;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.contract.FaultyLibrary.Fault;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;

/**
 * Shows that a routine that gives, takes or leaks memory against its contract is found out, and a
 * message too that does not what its dispositions say.
 */
@Timeout(60)
class MemoryAndMessageCheckTest {
  private static final long PAGE = 16_384;

  private final FaultFinder faults = new FaultFinder();
  private final ScenarioTask task = faults.task();
  private final MachLibrary plain = task.plain();
  private final int self = task.self();

  private List<String> violations(String routine, Fault fault, Consumer<MachLibrary> calls) {
    return faults.violations(routine, fault, calls);
  }

  private void addReference(int name) {
    succeeds(plain.mach_port_mod_refs(self, name, MACH_PORT_RIGHT_SEND, 1));
  }

  private void deallocate(int name) {
    succeeds(plain.mach_port_deallocate(self, name));
  }

  // GivenMemory, TakenMemory, and memory that nobody speaks of

  @Test
  void aRoutineThatLeaksMemoryIsFoundOut() {
    assertThat(
            violations(
                "mach_port_type",
                andThen(() -> task.newMemory(1)),
                calls -> calls.mach_port_type(self, self, task.out())))
        .singleElement()
        .asString()
        .contains("mach_port_type(", "memory: the contract says 0 bytes; got " + PAGE);
  }

  @Test
  void aRoutineThatGivesNoMemoryOrTooMuchIsFoundOut() {
    int set = task.newPortSet();
    succeeds(plain.mach_port_insert_member(self, task.newReceiveRight(), set));
    Consumer<MachLibrary> call =
        calls -> calls.mach_port_get_set_status(self, set, task.at(0), task.at(8));

    assertThat(
            violations(
                "mach_port_get_set_status",
                andThen(
                    () -> succeeds(plain.mach_vm_deallocate(self, task.memory().getLong(0), 4))),
                call))
        .singleElement()
        .asString()
        .contains(
            "mach_port_get_set_status(", "memory: the contract says " + PAGE + " bytes; got 0");
    assertThat(violations("mach_port_get_set_status", andThen(() -> task.newMemory(1)), call))
        .singleElement()
        .asString()
        .contains("memory: the contract says " + PAGE + " bytes; got " + 2 * PAGE);
  }

  @Test
  void aRoutineThatKeepsMemoryOrFreesMoreIsFoundOut() {
    long memory = task.newMemory(PAGE);
    long more = task.newMemory(PAGE);

    assertThat(
            violations(
                "mach_vm_deallocate",
                (right, arguments) -> arguments[1].equals(memory) ? KERN_SUCCESS : right.call(),
                calls -> calls.mach_vm_deallocate(self, memory, PAGE)))
        .first()
        .asString()
        .contains("mach_vm_deallocate(", "memory: the contract says -16384 bytes; got 0");
    assertThat(
            violations(
                "mach_vm_deallocate",
                (right, arguments) -> {
                  if (arguments[1].equals(memory)) {
                    succeeds(plain.mach_vm_deallocate(self, more, PAGE));
                  }
                  return right.call();
                },
                calls -> calls.mach_vm_deallocate(self, memory, PAGE)))
        .first()
        .asString()
        .contains("memory: the contract says -16384 bytes; got -32768");
  }

  // ByMessage

  @Test
  void aMessageThatDoesNotTakeWhatItMovesIsFoundOut() {
    int port = task.newReceiveAndSendRight();
    int moved = task.newSendRight(2);

    assertThat(
            violations(
                "mach_msg",
                andThen(() -> addReference(moved)),
                ScenarioMessage.to(port).port(moved, MACH_MSG_TYPE_MOVE_SEND)::sendBy))
        .singleElement()
        .asString()
        .contains(
            "mach_msg(", hex(moved) + ": the contract says references -1", "got references 0");
  }

  @Test
  void aMessageThatTakesWhatItCopiesIsFoundOut() {
    int port = task.newReceiveAndSendRight();

    assertThat(
            violations(
                "mach_msg", andThen(() -> deallocate(port)), ScenarioMessage.to(port)::sendBy))
        .singleElement()
        .asString()
        .contains("mach_msg(", hex(port) + ": the contract says references 0", "got references -1");
  }

  @Test
  void aMessageThatIsNotSentAndTakesItsRightsIsFoundOut() {
    int port = task.newReceiveAndSendRight();
    int moved = task.newSendRight();
    ScenarioMessage message = ScenarioMessage.to(port).port(moved, MACH_MSG_TYPE_MOVE_SEND);

    assertThat(
            violations(
                "mach_msg",
                instead(0x1000_0003, () -> deallocate(moved)),
                calls -> calls.mach_msg(message.pointer(), 1, message.size(), 0, 0, 0, 0)))
        .singleElement()
        .asString()
        .contains("mach_msg(", hex(moved) + ": ", "got references -1");
  }

  @Test
  void aMessageThatIsReceivedWithoutTheRightsThatItNamesIsFoundOut() {
    int port = task.newReceiveAndSendRight();
    int carried = task.newReceiveRight();
    ScenarioMessage message = ScenarioMessage.to(port).port(carried, MACH_MSG_TYPE_MAKE_SEND_ONCE);
    message.sendBy(plain);
    NativeBuffer buffer = NativeBuffer.allocate(ScenarioMessage.CAPACITY);

    assertThat(
            violations(
                "mach_msg",
                andThen(() -> deallocate(buffer.getInt(28))),
                calls ->
                    calls.mach_msg(buffer.pointer(), 2, 0, ScenarioMessage.CAPACITY, port, 0, 0)))
        .singleElement()
        .asString()
        .contains(
            "mach_msg(",
            hex(buffer.getInt(28)) + ": the contract says references 1",
            "got references 0");
  }

  @Test
  void aMessageThatLeaksTheMemoryThatItGivesAwayIsFoundOut() {
    int port = task.newReceiveAndSendRight();
    long memory = task.newMemory(PAGE);

    assertThat(
            violations(
                "mach_msg",
                andThen(() -> task.newMemory(PAGE)),
                ScenarioMessage.to(port).memory(memory, (int) PAGE, true)::sendBy))
        .singleElement()
        .asString()
        .contains("mach_msg(", "memory: the contract says -16384 bytes; got 0");
  }
}
