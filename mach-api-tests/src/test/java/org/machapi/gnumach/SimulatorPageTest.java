package org.machapi.gnumach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about the simulated kernel says of each area what stands behind it. */
class SimulatorPageTest {
  private static final Pattern MARK = Pattern.compile("\\b[A-Z]\\b");

  /** For each area that GNU Mach stands behind, steps of which the sequences by hand have some. */
  private static final Map<String, List<String>> COMPARED =
      Map.ofEntries(
          Map.entry("names", List.of("allocate_name RECEIVE", "allocate DEAD_NAME")),
          Map.entry(
              "user references",
              List.of(
                  "get_refs \\S+ (SEND|RECEIVE|DEAD_NAME)",
                  "mod_refs \\S+ SEND 65533",
                  "insert_right .* MAKE_SEND",
                  "insert_right .* COPY_SEND",
                  "extract_right .* MAKE_SEND_ONCE",
                  "send .* MOVE_SEND",
                  "send .* MOVE_SEND_ONCE",
                  "send .* MOVE_RECEIVE")),
          Map.entry(
              "insert, extract",
              List.of("insert_right", "extract_right", "mod_refs", "deallocate", "destroy")),
          Map.entry(
              "dead-name",
              List.of(
                  "request_notification .* NOTIFY_DEAD_NAME",
                  "request_notification .* NOTIFY_NO_SENDERS",
                  "request_notification .* NOTIFY_PORT_DESTROYED")),
          Map.entry("port sets", List.of("allocate PORT_SET", "move_member")),
          Map.entry("attributes", List.of("set_qlimit", "set_mscount", "set_seqno")),
          Map.entry("mach_msg: all descriptors", List.of("send", "receive")),
          Map.entry(
              "exception ports",
              List.of(
                  "set_thread_exception_port",
                  "set_task_exception_port",
                  "raise",
                  "receive_exception",
                  "reply_exception \\S+ 0",
                  "reply_exception \\S+ 5")),
          Map.entry(
              "mach_thread_self", List.of("thread_self", "host_self", "reply_port", "task_self")),
          Map.entry("the end of a thread or a task", List.of("thread_end", "task_end")));

  /** A row of the table of what is supported. */
  private record Row(String area, String behind) {
    Set<String> marks() {
      return marksIn(behind.replaceAll("\\([^)]*\\)", ""));
    }

    Set<String> marksAnywhere() {
      return marksIn(behind);
    }

    @Override
    public String toString() {
      return area;
    }
  }

  private static Set<String> marksIn(String text) {
    return MARK.matcher(text)
        .results()
        .map(match -> match.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Stream<Row> supported() {
    return cells("## Supported")
        .filter(cells -> !cells.get(0).equals("area"))
        .map(cells -> new Row(cells.get(0), cells.get(1)));
  }

  private static Set<String> explained() {
    return cells("## What stands behind it")
        .map(cells -> cells.get(0))
        .filter(cell -> !cell.equals("mark"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The rows of the table under a heading, cell by cell, without the line below their titles. */
  private static Stream<List<String>> cells(String heading) {
    String text;
    try {
      text = Files.readString(GnuMachSetUp.module().resolveSibling("docs").resolve("mach-sim.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Matcher section =
        Pattern.compile("(?ms)^" + Pattern.quote(heading) + "$(.*?)(?=^## |\\z)").matcher(text);
    assertThat(section.find()).as(heading).isTrue();
    return section
        .group(1)
        .lines()
        .filter(line -> line.startsWith("|") && !line.startsWith("|---"))
        .map(line -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList());
  }

  @ParameterizedTest
  @MethodSource("supported")
  void eachAreaHasMarksThatAreExplained(Row row) {
    assertThat(row.marks()).isNotEmpty();
    assertThat(explained()).containsAll(row.marksAnywhere());
  }

  @Test
  void eachMarkIsUsedAndNoAreaIsThereTwice() {
    assertThat(supported().flatMap(row -> row.marksAnywhere().stream()).distinct())
        .containsExactlyInAnyOrderElementsOf(explained());
    assertThat(supported().map(Row::area)).doesNotHaveDuplicates().hasSizeGreaterThan(40);
  }

  @Test
  void gnuMachStandsBehindTheAreasOfWhichThereAreSequences() {
    assertThat(supported().filter(row -> row.marks().contains("G")))
        .hasSameSizeAs(COMPARED.keySet())
        .allSatisfy(row -> assertThat(COMPARED.keySet()).anyMatch(row.area()::startsWith));

    List<String> steps =
        Scenarios.all().stream()
            .flatMap(sequence -> sequence.steps().stream())
            .map(Step::toString)
            .toList();
    assertThat(COMPARED.values().stream().flatMap(List::stream))
        .allSatisfy(
            step ->
                assertThat(steps)
                    .as(step)
                    .anyMatch(line -> line.matches("[AB]\\d " + step + "( .*)?")));
  }
}
