package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.KobjectConstants.IKOT_TASK_CONTROL;
import static org.machapi.raw.KobjectConstants.IKOT_TASK_ID_TOKEN;
import static org.machapi.raw.KobjectConstants.IKOT_TASK_INSPECT;
import static org.machapi.raw.KobjectConstants.IKOT_TASK_NAME;
import static org.machapi.raw.KobjectConstants.IKOT_TASK_READ;
import static org.machapi.raw.MachTypesConstants.TASK_FLAVOR_CONTROL;
import static org.machapi.raw.MachTypesConstants.TASK_FLAVOR_INSPECT;
import static org.machapi.raw.MachTypesConstants.TASK_FLAVOR_NAME;
import static org.machapi.raw.MachTypesConstants.TASK_FLAVOR_READ;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MigErrorConstants.MIG_BAD_ID;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.SpecialPortConstants.TASK_DEBUG_CONTROL_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_NAME_PORT;
import static org.machapi.raw.SpecialPortConstants.TASK_READ_PORT;

import org.junit.jupiter.api.Test;
import org.machapi.raw.NativeBuffer;

class TaskLookupTest {
  private final SimulatedKernel kernel = SimulatedKernel.create();
  private final SimulatedTask task = kernel.createTask("one");
  private final SimulatedTask other = kernel.createTask("two");
  private final Program program = Program.of(task);
  private final Program others = Program.of(other);

  private static int processNumber(Program of) {
    assertThat(of.mach.pid_for_task(of.self, of.out.pointer())).isEqualTo(KERN_SUCCESS);
    return of.out.getInt(0);
  }

  private int objectType(int name) {
    NativeBuffer out = NativeBuffer.allocate(16);
    assertThat(program.mach.mach_port_kobject(program.self, name, out.pointer(), out.pointer(8)))
        .isEqualTo(KERN_SUCCESS);
    return out.getInt(0);
  }

  private int forProcess(int asker, int number) {
    program.out.putInt(0, 99);
    return program.mach.task_for_pid(asker, number, program.out.pointer());
  }

  private int tokenOf(int name) {
    assertThat(program.mach.task_create_identity_token(name, program.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    return program.out.getInt(0);
  }

  private int byToken(int token, int flavor) {
    program.out.putInt(0, 99);
    return program.mach.task_identity_token_get_task_port(token, flavor, program.out.pointer());
  }

  @Test
  void theNumberOfAProcessFindsTheControlPortOfItsTask() {
    int number = processNumber(others);
    assertThat(forProcess(program.self, number)).isEqualTo(KERN_SUCCESS);
    int found = program.out.getInt(0);
    assertThat(objectType(found)).isEqualTo(IKOT_TASK_CONTROL);
    assertThat(program.mach.pid_for_task(found, program.out.pointer())).isZero();
    assertThat(program.out.getInt(0)).isEqualTo(number);
    assertThat(other.grant(others.self, MACH_MSG_TYPE_COPY_SEND, task)).isEqualTo(found);
    assertThat(program.references(found, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
  }

  @Test
  void theOwnProcessHasTheNameThatTheTaskKnowsItselfBy() {
    assertThat(forProcess(program.self, processNumber(program))).isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getInt(0)).isEqualTo(program.self);
    assertThat(program.references(program.self, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
  }

  @Test
  void theNamePortIsFoundInTheSameWay() {
    int result =
        program.mach.task_name_for_pid(program.self, processNumber(others), program.out.pointer());
    assertThat(result).isEqualTo(KERN_SUCCESS);
    int found = program.out.getInt(0);
    assertThat(objectType(found)).isEqualTo(IKOT_TASK_NAME);
    assertThat(program.references(found, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
  }

  @Test
  void theDebugControlPortIsWhatSomebodySet() {
    int number = processNumber(program);
    assertThat(program.mach.debug_control_port_for_pid(program.self, number, program.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getInt(0)).isEqualTo(MACH_PORT_NULL);
    int port = program.receiveAndSendRight();
    program.mach.task_set_special_port(program.self, TASK_DEBUG_CONTROL_PORT, port);
    program.mach.debug_control_port_for_pid(program.self, number, program.out.pointer());
    assertThat(program.out.getInt(0)).isEqualTo(port);
    assertThat(program.references(port, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
    program.changeReferences(port, MACH_PORT_RIGHT_RECEIVE, -1);
    program.mach.debug_control_port_for_pid(program.self, number, program.out.pointer());
    assertThat(program.out.getInt(0)).isEqualTo(MACH_PORT_DEAD);
  }

  @Test
  void whoeverAsksWronglyGetsTheNullPortAndOneError() {
    int number = processNumber(others);
    assertThat(forProcess(program.self, number)).isZero();
    int control = program.out.getInt(0);
    program.mach.task_get_special_port(control, TASK_READ_PORT, program.out.pointer());
    int read = program.out.getInt(0);
    for (int asker : new int[] {0, read, program.receiveAndSendRight()}) {
      assertThat(forProcess(asker, number)).isEqualTo(KERN_FAILURE);
      assertThat(program.out.getInt(0)).isEqualTo(MACH_PORT_NULL);
    }
    for (int nobody : new int[] {0, -1, 1}) {
      assertThat(forProcess(program.self, nobody)).isEqualTo(KERN_FAILURE);
      assertThat(program.out.getInt(0)).isEqualTo(MACH_PORT_NULL);
    }
    other.terminate();
    assertThat(forProcess(program.self, number)).isEqualTo(KERN_FAILURE);
    assertThat(program.mach.task_for_pid(program.self, number, null))
        .isEqualTo(KERN_INVALID_ADDRESS);
  }

  @Test
  void eachIdentityTokenIsAPortOfItsOwn() {
    int token = tokenOf(program.self);
    assertThat(objectType(token)).isEqualTo(IKOT_TASK_ID_TOKEN);
    assertThat(program.references(token, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(tokenOf(program.self)).isNotEqualTo(token);
    assertThat(program.mach.mach_port_deallocate(program.self, token)).isZero();
  }

  @Test
  void anIdentityTokenGivesEachPortOfItsTask() {
    int token = tokenOf(other.grant(others.self, MACH_MSG_TYPE_COPY_SEND, task));
    int[] flavors = {TASK_FLAVOR_CONTROL, TASK_FLAVOR_READ, TASK_FLAVOR_INSPECT, TASK_FLAVOR_NAME};
    int[] types = {IKOT_TASK_CONTROL, IKOT_TASK_READ, IKOT_TASK_INSPECT, IKOT_TASK_NAME};
    for (int i = 0; i < flavors.length; i++) {
      assertThat(byToken(token, flavors[i])).isEqualTo(KERN_SUCCESS);
      assertThat(objectType(program.out.getInt(0))).isEqualTo(types[i]);
    }
    assertThat(program.references(token, MACH_PORT_RIGHT_SEND)).isEqualTo(1);
    assertThat(byToken(tokenOf(program.self), TASK_FLAVOR_CONTROL)).isZero();
    assertThat(program.out.getInt(0)).isEqualTo(program.self);
  }

  @Test
  void withoutDeveloperModeATokenGivesTheControlPortOfTheOwnTaskOnly() {
    SimulatedKernel strict =
        SimulatedKernel.create(
            KernelConfiguration.builder()
                .generation(KernelGeneration.XNU_11417)
                .developerMode(false)
                .build());
    SimulatedTask one = strict.createTask("one");
    SimulatedTask two = strict.createTask("two");
    Program asker = Program.of(one);
    Program owner = Program.of(two);
    owner.mach.task_create_identity_token(owner.self, owner.out.pointer());
    int token = two.grant(owner.out.getInt(0), MACH_MSG_TYPE_COPY_SEND, one);
    NativeBuffer out = asker.out;
    assertThat(
            asker.mach.task_identity_token_get_task_port(token, TASK_FLAVOR_CONTROL, out.pointer()))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(asker.mach.task_identity_token_get_task_port(token, TASK_FLAVOR_READ, out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    asker.mach.task_create_identity_token(asker.self, out.pointer());
    assertThat(
            asker.mach.task_identity_token_get_task_port(
                out.getInt(0), TASK_FLAVOR_CONTROL, out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    assertThat(out.getInt(0)).isEqualTo(asker.self);
  }

  @Test
  void aTokenOutlivesItsTaskAndFindsNothing() {
    int token = tokenOf(other.grant(others.self, MACH_MSG_TYPE_COPY_SEND, task));
    other.terminate();
    assertThat(program.type(token)).isEqualTo(MACH_PORT_TYPE_SEND);
    assertThat(byToken(token, TASK_FLAVOR_NAME)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.out.getInt(0)).isEqualTo(99);
  }

  @Test
  void whatIsNoTokenOrNoFlavorFindsNothing() {
    assertThat(byToken(tokenOf(program.self), 4)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(byToken(program.self, TASK_FLAVOR_NAME)).isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(byToken(0, TASK_FLAVOR_NAME)).isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(byToken(program.receiveAndSendRight(), TASK_FLAVOR_NAME)).isEqualTo(MIG_BAD_ID);
    assertThat(program.mach.task_create_identity_token(0, program.out.pointer()))
        .isEqualTo(MACH_SEND_INVALID_DEST);
    program.mach.task_get_special_port(program.self, TASK_NAME_PORT, program.out.pointer());
    int weak = program.out.getInt(0);
    assertThat(program.mach.task_create_identity_token(weak, program.out.pointer()))
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(program.mach.task_create_identity_token(program.self, null))
        .isEqualTo(KERN_INVALID_ADDRESS);
  }
}
