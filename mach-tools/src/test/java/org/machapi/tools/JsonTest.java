package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.Right;
import org.machapi.census.CensusEntry;
import org.machapi.census.PendingRequest;
import org.machapi.census.PortFlag;
import org.machapi.census.ReceiveState;
import org.machapi.raw.PortConstants;

/** The JSON, field by field and bit by bit, against the records, the text and the schema. */
class JsonTest {
  private static final int RECEIVE = PortConstants.MACH_PORT_TYPE_RECEIVE;

  private static JsonObject entry(Snapshot snapshot, int index) {
    return JsonParser.parseString(Tool.json(snapshot))
        .getAsJsonObject()
        .getAsJsonArray("names")
        .get(index)
        .getAsJsonObject();
  }

  private static List<String> texts(JsonArray array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.getAsString()));
    return texts;
  }

  @ParameterizedTest
  @EnumSource(PortFlag.class)
  void eachFlagHasItsOwnNameAloneInJsonAndText(PortFlag flag) {
    Snapshot snapshot = Samples.snapshot(Samples.port(0x1203, flag.bit()));
    JsonObject receive = entry(snapshot, 0).getAsJsonObject("receive");
    assertThat(texts(receive.getAsJsonArray("flags"))).containsExactly(flag.name());
    assertThat(Integer.decode(receive.get("flagBits").getAsString())).isEqualTo(flag.bit());
    assertThat(text(snapshot)).containsPattern("\\b" + flag.name() + "\\b");
    Stream.of(PortFlag.values())
        .filter(other -> other != flag)
        .forEach(other -> assertThat(text(snapshot)).doesNotContainPattern("\\b" + other + "\\b"));
  }

  @Test
  void noFlagIsNoName() {
    JsonObject receive =
        entry(Samples.snapshot(Samples.port(0x1203, 0)), 0).getAsJsonObject("receive");
    assertThat(receive.getAsJsonArray("flags")).isEmpty();
    assertThat(receive.get("flagBits").getAsString()).isEqualTo("0x0");
  }

  @Test
  void aFlagOfLaterSystemsIsKeptAsABitAndShownAsANumber() throws Exception {
    Snapshot snapshot = Samples.snapshot(Samples.port(0x1203, 0x4000_0002));
    JsonObject receive = entry(snapshot, 0).getAsJsonObject("receive");
    assertThat(receive.get("flagBits").getAsString()).isEqualTo("0x40000002");
    assertThat(text(snapshot)).contains("GUARDED|0x40000000");
    assertThat(Tool.read(Tool.json(snapshot))).isEqualTo(snapshot);
  }

  static Stream<Map.Entry<CensusEntry, PendingRequest>> requests() {
    return Stream.of(
        Map.entry(bits(PortConstants.MACH_PORT_TYPE_DNREQUEST), PendingRequest.DEAD_NAME),
        Map.entry(bits(PortConstants.MACH_PORT_TYPE_SPREQUEST), PendingRequest.SEND_POSSIBLE),
        Map.entry(
            bits(PortConstants.MACH_PORT_TYPE_SPREQUEST_DELAYED),
            PendingRequest.SEND_POSSIBLE_DELAYED),
        Map.entry(state(true, false), PendingRequest.NO_SENDERS),
        Map.entry(state(false, true), PendingRequest.PORT_DESTROYED));
  }

  private static CensusEntry bits(int bits) {
    ReceiveState state = new ReceiveState(0, 0, 5, 0, 0, false, false, false, 0, 0L, 0);
    return Samples.port(0x1203, RECEIVE | bits, state, null);
  }

  private static CensusEntry state(boolean noSenders, boolean portDestroyed) {
    ReceiveState state = new ReceiveState(0, 0, 5, 0, 0, false, noSenders, portDestroyed, 0, 0L, 0);
    return Samples.port(0x1203, RECEIVE, state, null);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void eachRequestHasItsOwnNameAlone(Map.Entry<CensusEntry, PendingRequest> one) {
    Snapshot snapshot = Samples.snapshot(one.getKey());
    JsonObject entry = entry(snapshot, 0);
    assertThat(texts(entry.getAsJsonArray("requests"))).containsExactly(one.getValue().name());
    JsonObject receive = entry.getAsJsonObject("receive");
    assertThat(receive.get("noSendersRequest").getAsBoolean())
        .isEqualTo(one.getValue() == PendingRequest.NO_SENDERS);
    assertThat(receive.get("portDestroyedRequest").getAsBoolean())
        .isEqualTo(one.getValue() == PendingRequest.PORT_DESTROYED);
    assertThat(text(snapshot)).containsPattern("\\b" + one.getValue().name() + "\\b");
  }

  @ParameterizedTest
  @EnumSource(Right.class)
  void eachRightHasItsOwnBitAndCount(Right right) {
    int bit =
        switch (right) {
          case SEND -> PortConstants.MACH_PORT_TYPE_SEND;
          case RECEIVE -> PortConstants.MACH_PORT_TYPE_RECEIVE;
          case SEND_ONCE -> PortConstants.MACH_PORT_TYPE_SEND_ONCE;
          case PORT_SET -> PortConstants.MACH_PORT_TYPE_PORT_SET;
          case DEAD_NAME -> PortConstants.MACH_PORT_TYPE_DEAD_NAME;
        };
    JsonObject type =
        entry(Samples.snapshot(Samples.port(0x1203, bit, null, null)), 0).getAsJsonObject("type");
    assertThat(texts(type.getAsJsonArray("rights"))).containsExactly(right.name());
    assertThat(Integer.decode(type.get("bits").getAsString())).isEqualTo(bit);
  }

  @Test
  void everyFieldIsTheRecordsOwn() {
    Snapshot snapshot = Samples.everything();
    JsonObject json = entry(snapshot, 0);
    CensusEntry entry = snapshot.census().entries().get(0);
    assertThat(json.get("name").getAsString()).isEqualTo("0xfffffffe");
    assertThat(json.getAsJsonObject("references").get("SEND").getAsInt()).isEqualTo(65_535);
    assertThat(json.getAsJsonObject("references").get("RECEIVE").getAsInt()).isEqualTo(1);
    assertThat(json.get("totalReferences").getAsInt()).isEqualTo(65_536);
    assertThat(json.get("pegged").getAsBoolean()).isTrue();
    assertThat(json.get("dead").getAsBoolean()).isFalse();
    assertThat(json.get("portNumber").getAsString()).isEqualTo("0xdeadbeef");
    assertThat(json.get("label").getAsString()).isEqualTo(entry.label());
    assertThat(texts(json.getAsJsonArray("sets"))).containsExactly("0x103", "0xfffffff1");
    assertThat(texts(json.getAsJsonArray("members"))).containsExactly("0x203");
    JsonObject receive = json.getAsJsonObject("receive");
    assertThat(receive.get("sequenceNumber").getAsLong()).isEqualTo(0xffff_ffffL);
    assertThat(receive.get("makeSendCount").getAsLong()).isEqualTo(2);
    assertThat(receive.get("queueLimit").getAsLong()).isEqualTo(1024);
    assertThat(receive.get("queuedMessages").getAsLong()).isEqualTo(7);
    assertThat(receive.get("sendOnceRights").getAsLong()).isEqualTo(9);
    assertThat(receive.get("context").getAsString()).isEqualTo("0xffffffffffffffff");
    assertThat(receive.get("requests").getAsInt()).isEqualTo(3);
    JsonObject standsFor = json.getAsJsonObject("standsFor");
    assertThat(standsFor.get("pid").getAsInt()).isEqualTo(77);
    assertThat(standsFor.get("threadId").getAsLong()).isEqualTo(434);
    assertThat(standsFor.get("threadName").getAsString()).isEqualTo("a\u001b[2J\"<b>");
    assertThat(standsFor.get("ownThread").getAsBoolean()).isTrue();
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws Exception {
    for (Snapshot snapshot : List.of(Tool.demo(), Samples.everything(), Samples.snapshot())) {
      assertThat(Tool.read(Tool.json(snapshot))).isEqualTo(snapshot);
    }
  }

  @Test
  void keysHaveNoSpaces() {
    assertThat(Tool.json(Samples.everything())).doesNotContainPattern("\"[^\"]* [^\"]*\":");
  }

  @Test
  void theSchemaAllowsWhatIsWritten() throws Exception {
    assertThat(problems(Tool.json(Tool.demo()))).isEmpty();
    assertThat(problems(Tool.json(Samples.everything()))).isEmpty();
    assertThat(problems(Tool.run("diff", "--demo", "--format", "json").out())).isEmpty();
  }

  @Test
  void whatWasFilteredSaysSoAndHasTheTotalsOfTheWhole() throws Exception {
    String json = Tool.run("list", "--demo", "--filter", "Render", "--format", "json").out();
    JsonObject part = JsonParser.parseString(json).getAsJsonObject();
    assertThat(part.get("filter").getAsString()).isEqualTo("Render");
    assertThat(part.getAsJsonArray("names")).hasSize(1);
    JsonObject totals = part.getAsJsonObject("totals");
    assertThat(totals.get("names").getAsInt()).isEqualTo(30);
    assertThat(totals.get("references").getAsInt()).isEqualTo(530);
    assertThat(problems(json)).isEmpty();
    String sorted = Tool.run("list", "--demo", "--sort", "references", "--format", "json").out();
    assertThat(sorted).as("all names, in another order").doesNotContain("\"filter\"");
    assertThat(Tool.read(sorted).names()).isEqualTo(30);
  }

  @Test
  void aPartIsNotTakenForASnapshot() {
    String json = Tool.run("list", "--demo", "--filter", "a\u001b\"", "--format", "json").out();
    for (String command : List.of("list", "diff", "report")) {
      Tool.Outcome outcome =
          new Tool()
              .reading(json)
              .with(
                  command.equals("diff")
                      ? new String[] {command, "-", "none"}
                      : new String[] {command, "-"});
      assertThat(outcome.status()).as(command).isEqualTo(ExitStatus.REFUSED);
      assertThat(outcome.err())
          .contains("Standard input has only the names with \"a\\u{1b}\"\"")
          .contains("machports snapshot")
          .hasLineCount(1);
    }
  }

  @Test
  void theSchemaAllowsNothingElse() throws Exception {
    String json = Tool.json(Samples.everything());
    assertThat(problems(json.replace("\"label\":", "\"the label\":"))).isNotEmpty();
    assertThat(problems(json.replace("\"GUARDED\"", "\"GARDED\""))).isNotEmpty();
    assertThat(problems(json.replace("\"version\": 1", "\"version\": 2"))).isNotEmpty();
  }

  private static List<?> problems(String json) throws Exception {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    Schema schema =
        registry.getSchema(Files.readString(Tool.repository("docs/machports.schema.json")));
    return schema.validate(json, InputFormat.JSON);
  }

  private static String text(Snapshot snapshot) {
    return new Tool().reading(Tool.json(snapshot)).with("list", "--wide", "-").out();
  }
}
