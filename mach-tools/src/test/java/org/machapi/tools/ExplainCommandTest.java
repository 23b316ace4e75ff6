package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machapi.census.CensusEntry;
import org.machapi.census.ReceiveState;
import org.machapi.raw.PortConstants;

class ExplainCommandTest {
  private static String explain(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "explain";
    System.arraycopy(args, 0, all, 1, args.length);
    Tool.Outcome outcome = Tool.run(all);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return outcome.out();
  }

  @ParameterizedTest
  @CsvSource({
    "15, KERN_INVALID_NAME (15)",
    "KERN_INVALID_NAME, What to do: The name denotes nothing",
    "0x10000003, MACH_SEND_INVALID_DEST",
    "268435459, The receiver has ended",
    "-300, MIG_TYPE_ERROR (-300)",
    "5, As an exception type: EXC_SOFTWARE (5)",
    "EXC_GUARD, EXC_GUARD (12)",
    "0x10004004, MACH_RCV_TOO_LARGE"
  })
  void numbersAndSymbolsAreExplained(String value, String said) {
    assertThat(explain(value)).contains(said);
  }

  @Test
  void oneNumberMayMeanSeveralThings() {
    assertThat(explain("2"))
        .contains("As a return code: KERN_PROTECTION_FAILURE (2)")
        .contains("As an exception type: EXC_BAD_INSTRUCTION (2)");
  }

  @Test
  void codesOfAnExceptionAreDecoded() {
    assertThat(explain("EXC_BAD_ACCESS", "1", "0x10"))
        .contains("no access to address 0x10")
        .contains("KERN_INVALID_ADDRESS")
        .hasLineCount(1);
    assertThat(explain("EXC_BREAKPOINT", "1", "0"))
        .as("processors have codes of their own")
        .contains("on x86_64: ")
        .contains("on arm64: ");
  }

  @Test
  void aNameIsExplainedWithItsPlaceAndWhatIsOddAboutIt() {
    Tool.Outcome list = Tool.run("list", "--demo", "--format", "csv");
    String worker =
        list.lines().stream()
            .filter(line -> line.contains("http-worker"))
            .findFirst()
            .orElseThrow();
    String text = explain("--demo", worker.substring(0, worker.indexOf(',')));
    assertThat(text)
        .contains("300 ThreadPort at org.machapi.tools.LeakyProgram.handleRequests")
        .contains("So many references are a leak");
  }

  @Test
  void deadPeggedFullAndGuardedNamesAreRemarkedOn() {
    String everything = Tool.json(Samples.everything());
    assertThat(in(everything, "0x1")).contains("The port is gone");
    assertThat(in(everything, "0xfffffffe"))
        .contains("65,535")
        .contains("Strictly guarded")
        .contains("65535 of the references have no place: the ledger did not write down all")
        .doesNotContain("\u001b");
    ReceiveState full = new ReceiveState(0, 1, 5, 5, 0, false, false, false, 2, 1L, 0);
    String port =
        Tool.json(
            Samples.snapshot(Samples.port(4611, PortConstants.MACH_PORT_TYPE_RECEIVE, full, null)));
    assertThat(in(port, "4611"))
        .contains("The queue is full")
        .contains("Guarded: ")
        .contains("Nobody can send to it");
  }

  @Test
  void onlyWithALedgerThatWroteDownAllIsTheRestOfAnotherOrigin() {
    CensusEntry held = Samples.thread(0x103, 1, "a");
    CensusEntry two = Samples.send(held.name(), 2, held.holdings());
    String whole = Tool.json(Samples.snapshot(Samples.COUNTING, List.of(two)));
    assertThat(in(whole, "0x103")).contains("1 of the references were not acquired through");
    String sampled = Tool.json(Samples.snapshot(Samples.SAMPLING, List.of(two)));
    assertThat(in(sampled, "0x103")).contains("1 of the references have no place");
  }

  private static String in(String json, String name) {
    Tool.Outcome outcome = new Tool().reading(json).with("explain", name, "--in", "-");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return outcome.out();
  }

  @Test
  void aNameThatIsNotThereIsRefused() {
    Tool.Outcome outcome = Tool.run("explain", "0xfff", "--demo");
    assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(outcome.err()).contains("0xfff is no name of process");
  }

  @Test
  void whatMeansNothingIsRefusedWithAHint() {
    Tool.Outcome outcome = Tool.run("explain", "0x7fff1203");
    assertThat(outcome.status()).isEqualTo(ExitStatus.REFUSED);
    assertThat(outcome.err()).contains("If it is a port name, say where");
  }

  @Test
  void otherNumbersOfValuesAreNoCommandLine() {
    for (String[] args :
        new String[][] {
          {"explain"},
          {"explain", "EXC_BAD_ACCESS", "1"},
          {"explain", "1", "2", "3", "4"},
          {"explain", "NO_EXCEPTION", "1", "2"},
          {"explain", "EXC_CRASH", "x", "2"},
          {"explain", "x", "--demo"},
          {"explain", "0x100001d03", "--demo"},
          {"explain", "-1", "--demo"},
          {"explain", "1", "--demo", "--in", "f"}
        }) {
      assertThat(Tool.run(args).status()).as(String.join(" ", args)).isEqualTo(ExitStatus.USAGE);
    }
  }
}
