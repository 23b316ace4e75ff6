package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.machapi.raw.IpcInfoNameLayout;
import org.machapi.raw.KernelMemory;

/** The numbers by which the table of names tells ports apart. */
class SpaceTableTest {
  private static final int WORDS = IpcInfoNameLayout.SIZE / 4;

  private final SimulatedKernel kernel = kernelOf(KernelGeneration.XNU_11417);
  private final SimulatedTask task = kernel.createTask("one");
  private final Program program = Program.of(task);

  private static SimulatedKernel kernelOf(KernelGeneration generation) {
    return SimulatedKernel.create(KernelConfiguration.builder().generation(generation).build());
  }

  /** Each name in use with the number of its port. */
  private static Map<Integer, Integer> numbers(Program program) {
    assertThat(
            program.mach.mach_port_space_info(
                program.self,
                program.message.pointer(),
                program.out.pointer(0),
                program.out.pointer(8),
                program.out.pointer(16),
                program.out.pointer(24)))
        .isEqualTo(KERN_SUCCESS);
    int count = program.out.getInt(8) * WORDS;
    int[] table = KernelMemory.takeInts(program.mach, program.self, program.out.getLong(0), count);
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int at = 0; at < table.length; at += WORDS) {
      if (table[at + IpcInfoNameLayout.IIN_TYPE / 4] != 0) {
        numbers.put(
            table[at + IpcInfoNameLayout.IIN_NAME / 4],
            table[at + IpcInfoNameLayout.IIN_OBJECT / 4]);
      }
    }
    return numbers;
  }

  @Test
  void everyPortAndSetHasANumberOfItsOwnThatStays() {
    program.receiveRight();
    program.receiveRight();
    program.allocate(MACH_PORT_RIGHT_PORT_SET);
    Map<Integer, Integer> numbers = numbers(program);
    assertThat(numbers).hasSizeGreaterThanOrEqualTo(4).doesNotContainValue(0);
    assertThat(new HashSet<>(numbers.values())).hasSameSizeAs(numbers.keySet());
    assertThat(numbers(program)).isEqualTo(numbers);
  }

  @Test
  void aPortHasTheSameNumberUnderEveryNameAndInEveryTask() {
    SimulatedTask other = kernel.createTask("other");
    int name = program.receiveRight();
    int there = task.grant(name, MACH_MSG_TYPE_MAKE_SEND, other);
    int once = task.grant(name, MACH_MSG_TYPE_MAKE_SEND_ONCE, task);
    assertThat(once).isNotEqualTo(name);
    int number = numbers(program).get(name);
    assertThat(numbers(program).get(once)).isEqualTo(number);
    assertThat(numbers(Program.of(other)).get(there)).isEqualTo(number);
  }

  @Test
  void aPortThatIsGoneHasNone() {
    int name = program.receiveAndSendRight();
    assertThat(program.changeReferences(name, MACH_PORT_RIGHT_RECEIVE, -1)).isZero();
    assertThat(numbers(program).get(name)).isZero();
  }

  @Test
  void olderKernelsTellNobody() {
    Program old = Program.on(kernelOf(KernelGeneration.XNU_7195));
    old.receiveRight();
    assertThat(numbers(old).values()).isNotEmpty().containsOnly(0);
  }
}
