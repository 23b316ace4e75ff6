package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.MachMsgLayout.DESCRIPTORS;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_DESCRIPTOR_COUNT;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_DISPOSITION;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_NAME;
import static org.machapi.raw.MachMsgLayout.PORT_DESCRIPTOR_SIZE;
import static org.machapi.raw.MessageConstants.MACH_MSGH_BITS_COMPLEX;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_COPY_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND_ONCE;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_RECEIVE;
import static org.machapi.raw.MessageConstants.MACH_SEND_MSG;
import static org.machapi.raw.NotifyConstants.MACH_NOTIFY_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The account fits for whatever programs do, and shows each count that is wrong. */
class RightsAccountTest {
  private final Task task =
      new Task(new Kernel(KernelConfiguration.builder().build()), "accounted");
  private final Program program = Program.of(new SimulatedTask(task));
  private final int name = program.receiveAndSendRight();
  private final Port port = task.space.port(task.space.find(name));

  private List<String> differences() {
    return RightsAccount.differences(task.space, List.of(port));
  }

  /** Sends a message with a reply right and one right in a descriptor; nobody receives it. */
  private void sendWith(int carried, int disposition) {
    program.header(name, MACH_MSG_TYPE_COPY_SEND, name, MACH_MSG_TYPE_MAKE_SEND_ONCE, 1);
    program.message.putInt(MSGH_BITS, program.message.getInt(MSGH_BITS) | MACH_MSGH_BITS_COMPLEX);
    program.message.putInt(MSGH_DESCRIPTOR_COUNT, 1);
    program.message.putInt(DESCRIPTORS + PORT_DESCRIPTOR_NAME, carried);
    program.message.putInt(DESCRIPTORS + 8, 0);
    program.message.bytes().put(DESCRIPTORS + PORT_DESCRIPTOR_DISPOSITION, (byte) disposition);
    assertThat(program.send(MACH_SEND_MSG, DESCRIPTORS + PORT_DESCRIPTOR_SIZE, 0)).isZero();
  }

  @Test
  void rightsInNamesMessagesAndRequestsAreFound() {
    int moved = program.receiveAndSendRight();
    program.send(moved, 7);
    sendWith(moved, MACH_MSG_TYPE_MOVE_RECEIVE);
    program.mach.mach_port_request_notification(
        program.self,
        name,
        MACH_NOTIFY_DEAD_NAME,
        0,
        name,
        MACH_MSG_TYPE_MAKE_SEND_ONCE,
        program.out.pointer());
    program.mach.mach_thread_self();

    assertThat(port.sendRights).isEqualTo(2);
    assertThat(port.sendOnceRights).isEqualTo(2);
    assertThat(differences()).isEmpty();
  }

  @Test
  void rightsToAPortThatDiedAreNobodysBusiness() {
    assertThat(program.changeReferences(name, MACH_PORT_RIGHT_RECEIVE, -1)).isZero();

    assertThat(differences()).isEmpty();
  }

  @Test
  void aSendRightThatNobodyHoldsShows() {
    port.sendRights++;

    assertThat(differences()).containsExactly("port 0, send rights: 2 counted, 1 held");
  }

  @Test
  void aSendOnceRightThatIsNotCountedShows() {
    sendWith(0, MACH_MSG_TYPE_COPY_SEND);
    port.sendOnceRights--;

    assertThat(differences()).containsExactly("port 0, send-once rights: 0 counted, 1 held");
  }

  @Test
  void aPortThatLivesWithoutAReceiveRightShows() {
    Port lost = new Port();

    assertThat(RightsAccount.differences(task.space, List.of(lost)))
        .containsExactly("port 0, receive rights: 1 counted, 0 held");
  }

  @Test
  void aReceiverThatThePortDoesNotKnowShows() {
    port.name = 0x1234;

    assertThat(differences()).containsExactly("a port does not know its name 0x1234");
  }

  @Test
  void aPlaceInAQueueThatNoMessageTakesShows() {
    port.messageCount++;

    assertThat(differences()).containsExactly("0 messages, and 1 are counted");
  }

  @Test
  void anEntryWithoutANameShows() {
    task.space.claim();

    assertThat(differences()).singleElement().asString().endsWith("names");
  }
}
