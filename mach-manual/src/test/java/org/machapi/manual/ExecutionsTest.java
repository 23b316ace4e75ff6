package org.machapi.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

/** What the manual claims of a contract is no more than what was executed. */
class ExecutionsTest {

  private static String html(String... rows) throws IOException {
    String table = "# a comment\n" + String.join("\n", rows).replace(' ', '\t') + "\n";
    return Executions.read(new BufferedReader(new StringReader(table))).html("routine");
  }

  @Test
  void whatNoKernelRanSaysSo() throws IOException {
    assertThat(html("another mach-sim 1 1")).contains("not on any kernel");
  }

  @Test
  void aSuccessOnAKernelThatIsNotOursVerifies() throws IOException {
    assertThat(html("routine mach-sim 1 2", "routine GNU 3 0"))
        .contains("mach-sim (1 success, 2 failures); GNU (3 successes, 0 failures). Verified:");
  }

  @Test
  void theSimulatedKernelAloneVerifiesNothing() throws IOException {
    assertThat(html("routine mach-sim 5 1")).contains("Self-consistent").doesNotContain("Verified");
  }

  @Test
  void failuresElsewhereDoNotVerifyWhatSucceededOnlyHere() throws IOException {
    assertThat(html("routine GNU 0 7", "routine mach-sim 5 1"))
        .contains("Self-consistent")
        .doesNotContain("Verified");
  }

  @Test
  void whatNeverSucceededIsSeenFailingOnly() throws IOException {
    assertThat(html("routine GNU 0 7", "routine mach-sim 0 1"))
        .contains("Seen failing only")
        .doesNotContain("Verified", "Self-consistent");
  }
}
