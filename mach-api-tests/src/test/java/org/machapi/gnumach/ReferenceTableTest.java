package org.machapi.gnumach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.sim.KernelGeneration;

/** The table of references in {@code docs/testing.md} is what a kernel answers. */
@Timeout(400)
class ReferenceTableTest {
  private static final String BEGIN = "<!-- references: begin -->\n";
  private static final String END = "<!-- references: end -->";

  @Test
  void theDocumentHasWhatGnuMachAnswers() throws IOException {
    try (GnuMachKernel kernel = GnuMachKernel.boot(GnuMachSetUp.folder())) {
      assertThat(ReferenceTable.ask(kernel::run)).isEqualTo(inDocument());
    }
  }

  @Test
  void theDocumentHasWhatTheSimulatedKernelAnswers() throws IOException {
    assertThat(
            ReferenceTable.ask(sequence -> SimulatedSide.run(KernelGeneration.GNU_MACH, sequence)))
        .isEqualTo(inDocument());
  }

  private static String inDocument() throws IOException {
    Path document = GnuMachSetUp.module().resolveSibling("docs").resolve("testing.md");
    String text = Files.readString(document);
    return text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
  }
}
