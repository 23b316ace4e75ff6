package org.machapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class MachExceptionTest {

  @Test
  void theMessageNamesRoutineCodeMeaningAndWhatItWasAbout() {
    MachException e = new MachException("mach_port_type", KERN_INVALID_NAME, "Name 0x1203.");
    String meaning = new KernReturn(KERN_INVALID_NAME).meaning();
    assertThat(e)
        .hasMessage("mach_port_type: KERN_INVALID_NAME (15): " + meaning + ". Name 0x1203.");
    assertThat(e.routine()).isEqualTo("mach_port_type");
    assertThat(e.kernReturn()).isEqualTo(new KernReturn(KERN_INVALID_NAME));
  }

  @Test
  void theMessageEndsWithTheMeaningWhereThereIsNoMoreToSay() {
    MachException e = new MachException("mach_port_names", KERN_INVALID_NAME, null);
    assertThat(e).hasMessageEndingWith(": " + new KernReturn(KERN_INVALID_NAME).meaning());
  }

  @Test
  void aDeadNameIsSaidToBeDeadAndStillToBeClosed() {
    DeadNameException e = new DeadNameException("mach_port_mod_refs", KERN_INVALID_RIGHT, 0x1203);
    assertThat(e)
        .isInstanceOf(MachException.class)
        .hasMessageStartingWith("mach_port_mod_refs: KERN_INVALID_RIGHT (17): ")
        .hasMessageContaining("0x1203 is a dead name")
        .hasMessageEndingWith("Close what you hold of it.");
  }

  @Test
  void itSurvivesSerialisation() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new MachException("mach_port_type", KERN_INVALID_NAME, null));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      MachException e = (MachException) in.readObject();
      assertThat(e.routine()).isEqualTo("mach_port_type");
      assertThat(e.kernReturn().code()).isEqualTo(KERN_INVALID_NAME);
    }
  }
}
