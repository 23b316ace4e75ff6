package org.machapi.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of known differences hides nothing. */
class KnownDifferencesTest {
  private static final Difference DIFFERENCE =
      new Difference(2, "mach_port_type", "kr", "KERN_SUCCESS", "KERN_INVALID_NAME");

  @Test
  void everySequenceListedIsOneOfTheRecorded() {
    Set<String> recorded =
        RecordedFiles.ALL.stream().flatMap(RecordedFiles::ids).collect(Collectors.toSet());
    assertThat(recorded).containsAll(KnownDifferences.reasons().keySet());
  }

  @Test
  void aSequenceThatIsNotListedMustNotDiffer() {
    assertThatCode(() -> KnownDifferences.check("a", Map.of(), List.of()))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> KnownDifferences.check("a", Map.of(), List.of(DIFFERENCE)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("mach_port_type");
  }

  @Test
  void aSequenceThatIsListedMustDiffer() {
    Map<String, String> listed = Map.of("a", "because");
    assertThatCode(() -> KnownDifferences.check("a", listed, List.of(DIFFERENCE)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> KnownDifferences.check("a", listed, List.of()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("still listed")
        .hasMessageContaining("because");
  }
}
