package org.machapi.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machapi.Mach;
import org.machapi.NameEntry;
import org.machapi.Right;
import org.machapi.census.CensusEntry;
import org.machapi.census.PendingRequest;
import org.machapi.census.PortKind;
import org.machapi.census.PortRole;

/**
 * The program of the demo has a known inventory: what the commands say agrees with it, with the
 * kernel, and with each other.
 */
@Timeout(60)
class InventoryTest {
  /** Beside the plain ports: the guarded one, that of the notifications, that of the handler. */
  private static final int OTHER_PORTS = 3;

  @Test
  void theSnapshotHasTheInventoryWithTheKernelsOwnNumbers() throws Exception {
    try (LeakyProgram program = new LeakyProgram();
        DemoSource source = new DemoSource(Clock.systemUTC(), 0)) {
      program.work(DemoSource.REQUESTS, DemoSource.REPORTS);
      Snapshot snapshot = source.take();
      Mach mach = program.mach();
      List<NameEntry> names = mach.space().names();
      assertThat(snapshot.names()).isEqualTo(names.size());
      for (NameEntry name : names) {
        CensusEntry entry = snapshot.census().find(name.name());
        for (Right right : Right.values()) {
          if (entry.type().has(right)) {
            assertThat(entry.references().get(right))
                .as(entry.toString())
                .isEqualTo(mach.space().references(name.name(), right));
          }
        }
      }
    }
  }

  @Test
  void theSnapshotHasEachThingTheProgramMade() {
    List<CensusEntry> entries = Tool.demo().census().entries();
    assertThat(entries.stream().filter(entry -> entry.type().has(Right.RECEIVE)))
        .hasSize(LeakyProgram.PLAIN_PORTS + OTHER_PORTS);
    assertThat(
            entries.stream()
                .filter(entry -> entry.receive() != null && !entry.receive().isGuarded()))
        .hasSize(LeakyProgram.PLAIN_PORTS);
    assertThat(entries.stream().filter(entry -> entry.type().has(Right.PORT_SET)))
        .hasSize(LeakyProgram.SETS);
    assertThat(entries.stream().filter(CensusEntry::isDead)).hasSize(1);
    assertThat(
            entries.stream().filter(entry -> entry.requests().contains(PendingRequest.NO_SENDERS)))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.label()).isEqualTo(LeakyProgram.GUARDED_LABEL);
              assertThat(entry.receive().isGuarded()).isTrue();
            });
    assertThat(
            entries.stream()
                .filter(
                    entry ->
                        entry.roles().stream()
                            .anyMatch(role -> role.kind() == PortRole.Kind.EXCEPTION_PORT)))
        .singleElement()
        .satisfies(entry -> assertThat(entry.label()).isEqualTo("crash handler"));
    assertThat(
            entries.stream()
                .filter(entry -> entry.standsFor().kind() == PortKind.THREAD)
                .mapToInt(CensusEntry::totalReferences)
                .sum())
        .isEqualTo(500);
  }

  @Test
  void textJsonCsvAndPageAgree(@TempDir Path folder) throws Exception {
    Snapshot snapshot = Tool.demo();
    String file = Tool.write(folder, "demo.json", snapshot).toString();
    String text = Tool.run("list", "--wide", file).out();
    List<String> csv = Tool.run("list", "--format", "csv", file).lines();
    JsonArray json =
        JsonParser.parseString(Tool.run("list", "--format", "json", file).out())
            .getAsJsonObject()
            .getAsJsonArray("names");
    Path page = folder.resolve("page.html");
    Tool.run("report", "-o", page.toString(), file);
    String html = Files.readString(page);

    assertThat(json).hasSize(snapshot.names());
    assertThat(csv).hasSize(snapshot.names() + 1);
    assertThat(html.split("<tr data-order", -1)).hasSize(snapshot.names() + 1);
    for (int i = 0; i < snapshot.names(); i++) {
      CensusEntry entry = snapshot.census().entries().get(i);
      JsonObject object = json.get(i).getAsJsonObject();
      String name = "0x" + Integer.toHexString(entry.name());
      String row =
          text.lines().filter(line -> line.startsWith(name + " ")).findFirst().orElseThrow();
      assertThat(object.get("name").getAsString()).isEqualTo(name);
      assertThat(object.get("totalReferences").getAsInt()).isEqualTo(entry.totalReferences());
      assertThat(object.get("what").getAsString()).isEqualTo(entry.what());
      assertThat(row).contains(entry.referencesText()).contains(entry.what());
      assertThat(csv.get(i + 1)).startsWith(name + ",");
      assertThat(html)
          .contains("data-total=\"" + entry.totalReferences() + "\"><td class=\"name\">" + name);
    }
  }

  @Test
  void theDifferenceNamesExactlyTheTwoPlacesThatLeak() {
    Tool.Outcome outcome = Tool.run("diff", "--demo", "--format", "json");
    JsonObject difference = JsonParser.parseString(outcome.out()).getAsJsonObject();
    assertThat(difference.get("growth").getAsInt()).isEqualTo(500);
    assertThat(difference.get("unaccounted").getAsInt()).isZero();
    List<String> sites =
        StreamSupport.stream(difference.getAsJsonArray("sites").spliterator(), false)
            .map(JsonElement::getAsJsonObject)
            .map(site -> site.get("growth").getAsInt() + " " + site.get("site").getAsString())
            .toList();
    assertThat(sites)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("300 ").contains("LeakyProgram.handleRequests"),
            second -> assertThat(second).startsWith("200 ").contains("LeakyProgram.writeReports"));
  }

  @Test
  void theDifferenceForPeopleNamesThemToo() {
    List<String> lines = Tool.run("diff", "--demo").lines();
    assertThat(lines).anyMatch(line -> line.contains("+300") && line.contains("handleRequests"));
    assertThat(lines).anyMatch(line -> line.contains("+200") && line.contains("writeReports"));
    assertThat(lines.stream().filter(line -> line.contains("LeakyProgram.java"))).hasSize(4);
  }
}
