package org.machapi.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;
import org.machapi.ThreadPort;
import org.machapi.message.Deadline;
import org.machapi.message.OutgoingMessage;

/**
 * With the property {@code org.machapi.library} a program that names no kernel calls the library
 * that it names, from the typed layer down to C.
 */
@Timeout(120)
class TypedLayerOnALibraryTest {
  private static final int NEW_PORT = 0x9000_3303;

  /** Prints what its calls return, and what arrived in C. */
  static final class Program {
    private final CLibraryControl control;

    private Program(CLibraryControl control) {
      this.control = control;
    }

    public static void main(String[] arguments) {
      CLibraryControl control = CLibraryControl.of(Path.of(arguments[0]));
      System.out.println(Mach.system().kernel());
      new Program(control).call();
    }

    private void call() {
      control.c_library_answer(0x9000_1103L);
      ThreadPort self = ThreadPort.self();
      System.out.println(self + " by " + control.c_library_called());
      control.c_library_answer(0);
      self.close();
      System.out.println(arrived(2));
      control.c_library_store(3, NEW_PORT, 4);
      ReceiveRight port = ReceiveRight.allocate();
      long guard = control.c_library_argument(2);
      System.out.println(port + " by " + control.c_library_called());
      SendRight right = port.makeSend();
      System.out.println(arrived(4));
      // Asks once what stands behind the port; a plain one, as nothing is stored.
      right.kernelObject();
      OutgoingMessage.withRoomFor(16).begin(7).copy(right).send(right, Deadline.immediate());
      System.out.println(control.c_library_called() + " of " + control.c_library_argument(2));
      right.close();
      port.close();
      boolean sameGuard = control.c_library_argument(3) == guard;
      System.out.println(arrived(3) + (sameGuard ? " and its guard" : " and another guard"));
    }

    private String arrived(int count) {
      StringJoiner text = new StringJoiner(", ", control.c_library_called() + "(", ")");
      for (int i = 0; i < count; i++) {
        text.add("0x" + Long.toHexString(control.c_library_argument(i)));
      }
      return text.toString();
    }
  }

  @Test
  void whatTheTypesDoArrivesInC() throws Exception {
    String library = CLibrary.complete().toString();

    List<String> output =
        ChildProgram.run(
            Program.class,
            List.of("--enable-native-access=ALL-UNNAMED", "-Dorg.machapi.library=" + library),
            library);

    assertThat(output)
        .containsExactly(
            "library " + library,
            "ThreadPort 0x90001103 by mach_thread_self",
            "mach_port_deallocate(0x80000103, 0x90001103)",
            "ReceiveRight 0x90003303 by mach_port_construct",
            "mach_port_insert_right(0x80000103, 0x90003303, 0x90003303, 0x14)",
            "mach_msg of 40",
            "mach_port_destruct(0x80000103, 0x90003303, 0x0) and its guard");
  }
}
