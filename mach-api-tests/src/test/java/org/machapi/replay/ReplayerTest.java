package org.machapi.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The replayer can fail: an expectation that does not hold is reported, with its call and both
 * values.
 */
@Timeout(60)
class ReplayerTest {
  private static final String TASK =
      """
      "$task":{"type":["SEND"],"refs":{"SEND":1},"port":"task1"}""";

  private static final String FRESH =
      """
      "$r":{"type":["RECEIVE"],"refs":{"RECEIVE":1},"port":"P1","status":{"qlimit":5}}""";

  private static final String QUEUED =
      """
      "$r":{"type":["RECEIVE"],"refs":{"RECEIVE":1},"port":"P1","status":{"qlimit":5,"mscount":1,\
      "msgcount":1,"srights":true,"srights_count":1}}""";

  private static final String RECEIVED =
      """
      "$r":{"type":["RECEIVE"],"refs":{"RECEIVE":1},"port":"P1","status":{"qlimit":5,"mscount":1,\
      "seqno":1}}""";

  /** A port is made, a message goes through it, and a name that does not exist is given back. */
  private static final String TRUE_TRACE =
      """
      {"id":"t","init":{"A":{<TASK>}},"ops":[\
      {"task":"A","op":"mach_port_allocate","args":{"right":"RECEIVE","as":"$r"},\
      "kr":"KERN_SUCCESS","krn":0,"out":{"name":"$r"},"state":{"A":{<TASK>,<FRESH>}}},\
      {"task":"A","op":"send","args":{"remote":"$r","rdisp":"MAKE_SEND","id":7},\
      "kr":"KERN_SUCCESS","krn":0,"state":{"A":{<TASK>,<QUEUED>}}},\
      {"task":"A","op":"receive","args":{"name":"$r"},"kr":"KERN_SUCCESS","krn":0,\
      "out":{"id":7,"size":24,"complex":false,"remote":{"name":"MACH_PORT_NULL","disp":"NONE"},\
      "local":{"name":"$r","disp":"PORT_SEND"}},"state":{"A":{<TASK>,<RECEIVED>}}},\
      {"task":"A","op":"mach_port_deallocate","args":{"name":"0x7fff03"},\
      "kr":"KERN_INVALID_NAME","krn":15,\
      "guard":[{"flavor":"INVALID_NAME","target":"0x7fff03","subcode":0,"fatal":false}],\
      "state":{"A":{<TASK>,<RECEIVED>}}}]}
      """
          .replace("<TASK>", TASK)
          .replace("<FRESH>", FRESH)
          .replace("<QUEUED>", QUEUED)
          .replace("<RECEIVED>", RECEIVED);

  private final Replayer replayer = new Replayer();

  @Test
  void aTrueTraceHasNoDifference() {
    assertThat(replay(trace -> trace)).isEmpty();
  }

  @Test
  void aWrongReturnCodeIsReported() {
    List<Difference> differences = replay(trace -> trace.replace("\"krn\":15", "\"krn\":17"));
    assertThat(differences)
        .containsExactly(
            new Difference(
                3, "mach_port_deallocate", "kr", "KERN_INVALID_RIGHT", "KERN_INVALID_NAME"));
    assertThat(differences.get(0))
        .hasToString(
            "call 3 mach_port_deallocate, kr: expected KERN_INVALID_RIGHT, got KERN_INVALID_NAME");
  }

  @Test
  void aWrongOutputValueIsReported() {
    assertThat(replay(trace -> trace.replace("{\"id\":7,\"size\"", "{\"id\":8,\"size\"")))
        .containsExactly(new Difference(2, "receive", "out.id", "8", "7"));
  }

  @Test
  void aWrongNameInAMessageIsReported() {
    assertThat(
            replay(
                trace ->
                    trace.replace(
                        "\"remote\":{\"name\":\"MACH_PORT_NULL\"", "\"remote\":{\"name\":\"$r\"")))
        .containsExactly(
            new Difference(2, "receive", "out.remote.name", "\"$r\"", "MACH_PORT_NULL"));
  }

  @Test
  void anOutputValueTooManyAndOneTooFewAreReported() {
    assertThat(replay(trace -> trace.replace("\"complex\":false", "\"complicated\":false")))
        .containsExactly(
            new Difference(2, "receive", "out.complicated", "false", "nothing"),
            new Difference(2, "receive", "out.complex", "nothing", "false"));
  }

  @Test
  void aMissingGuardExceptionIsReported() {
    assertThat(replay(trace -> trace.replaceFirst("\"guard\":\\[[^]]*\\],", "")))
        .containsExactly(
            new Difference(
                3, "mach_port_deallocate", "guard", "[]", "[INVALID_NAME on 0x7fff03 subcode 0]"));
  }

  @Test
  void anotherGuardExceptionIsReported() {
    assertThat(replay(trace -> trace.replace("\"fatal\":false", "\"fatal\":true")))
        .containsExactly(
            new Difference(
                3,
                "mach_port_deallocate",
                "guard",
                "[INVALID_NAME on 0x7fff03 subcode 0 fatal]",
                "[INVALID_NAME on 0x7fff03 subcode 0]"));
  }

  @Test
  void aWrongStateIsReportedFieldByField() {
    assertThat(replay(trace -> trace.replace("\"msgcount\":1", "\"msgcount\":2")))
        .containsExactly(new Difference(1, "send", "state of A $r status.msgcount", "2", "1"));
    assertThat(replay(trace -> trace.replace("\"seqno\":1}}", "\"seqno\":1,\"flags\":2}}")))
        .containsExactly(new Difference(2, "receive", "state of A $r status.flags", "2", "0"));
  }

  @Test
  void aNameThatIsNotThereIsReported() {
    assertThat(
            replay(
                trace ->
                    trace.replace(
                        QUEUED,
                        QUEUED + ",\"$d\":{\"type\":[\"DEAD_NAME\"],\"refs\":{\"DEAD_NAME\":1}}")))
        .containsExactly(
            new Difference(
                1, "send", "state of A $d", "[DEAD_NAME] refs {DEAD_NAME=1}", "no such name"));
  }

  @Test
  void aNameThatShouldNotBeThereIsReported() {
    assertThat(replay(trace -> trace.replace("," + QUEUED, "")))
        .containsExactly(
            new Difference(
                1,
                "send",
                "state of A $r",
                "no such name",
                "[RECEIVE] refs {RECEIVE=1} status {mscount=1, msgcount=1, qlimit=5, srights=1,"
                    + " srights_count=1}"));
  }

  @Test
  void aWrongStateBeforeTheFirstCallIsReported() {
    assertThat(replay(trace -> trace.replaceFirst("\"SEND\":1", "\"SEND\":2")))
        .containsExactly(new Difference(-1, "", "state of A $task refs.SEND", "2", "1"));
  }

  @Test
  void theReplayEndsWithTheFirstCallThatDiffers() {
    assertThat(
            replay(
                trace ->
                    trace
                        .replace("{\"id\":7,\"size\"", "{\"id\":8,\"size\"")
                        .replace("\"krn\":15", "\"krn\":17")))
        .extracting(Difference::call)
        .containsExactly(2);
  }

  @Test
  void aTaskThatShouldHaveExitedIsReported() {
    assertThat(replay(trace -> trace.replace("{\"A\":{" + TASK + "," + QUEUED + "}}", "{}")))
        .containsExactly(
            new Difference(1, "send", "state of A", "none (it has exited)", "a state"));
  }

  @Test
  void aNameThatStandsForAnotherPortIsReported() {
    String scenario =
        RecordedFiles.lines(RecordedFiles.SCENARIOS).stream()
            .filter(line -> line.contains("\"thread-self-urefs\""))
            .findFirst()
            .orElseThrow();
    assertThat(replayer.replay(TraceSequence.parse(Fields.parse(scenario, 1)))).isEmpty();
    // A's inbox and B's peer are one port; here the recording claims that they are two.
    String altered =
        scenario.replace(
            "{\"$inbox\": {\"type\": [\"RECEIVE\"], \"refs\": {\"RECEIVE\": 1}, \"port\": \"P1\"",
            "{\"$inbox\": {\"type\": [\"RECEIVE\"], \"refs\": {\"RECEIVE\": 1}, \"port\": \"P7\"");
    assertThat(replayer.replay(TraceSequence.parse(Fields.parse(altered, 1))))
        .extracting(Difference::what, Difference::expected, Difference::got)
        .containsExactly(tuple("state of B $peer", "port P1", "port P7"));
  }

  private List<Difference> replay(UnaryOperator<String> change) {
    String trace = change.apply(TRUE_TRACE);
    return replayer.replay(TraceSequence.parse(Fields.parse(trace, 1)));
  }
}
