package org.machapi.gnumach;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of {@code docs/testing.md} that says how many references calls and messages add: asked
 * of a kernel, not computed.
 */
final class ReferenceTable {
  private static final Pattern COUNT = Pattern.compile("(?:^|,)(?:SEND|DEAD_NAME)=(\\d+)");

  /** What is done, with which steps before, and which name is looked at. */
  private record Row(String what, String name, List<String> before, String step) {}

  private static final List<String> PORT =
      List.of("A0 allocate RECEIVE", "A0 insert_right $2 $2 MAKE_SEND");
  private static final List<String> FULL = with(PORT, "A0 mod_refs $2 SEND 65533");
  private static final List<String> FULL_SENT =
      with(FULL, "A0 allocate RECEIVE", "A0 send $3 MAKE_SEND NULL NONE 7 $2 COPY_SEND");
  private static final List<String> THREAD =
      List.of("A1 thread_new", "A0 allocate RECEIVE", "A0 insert_right $3 $3 MAKE_SEND");
  private static final List<String> THREAD_HANDLER =
      with(THREAD, "A0 set_thread_exception_port $2 $3", "A1 raise");
  private static final List<String> TASK_HANDLER =
      with(THREAD, "A0 set_task_exception_port $3", "A1 raise");

  private static final List<Row> ROWS =
      List.of(
          new Row("`mach_thread_self`", "$2", List.of("A0 thread_self"), "A0 thread_self"),
          new Row("`mach_task_self`, the trap", "$1", List.of(), "A0 task_self"),
          new Row("`mach_host_self`", "$2", List.of("A0 host_self"), "A0 host_self"),
          new Row(
              "exception message through a thread's port: thread",
              "$2",
              THREAD_HANDLER,
              "A0 receive_exception $3"),
          new Row(
              "exception message through a thread's port: task",
              "$1",
              THREAD_HANDLER,
              "A0 receive_exception $3"),
          new Row(
              "exception message through a task's port: thread",
              "$2",
              TASK_HANDLER,
              "A0 receive_exception $3"),
          new Row(
              "exception message through a task's port: task",
              "$1",
              TASK_HANDLER,
              "A0 receive_exception $3"),
          new Row(
              "`mach_port_insert_right`, make send", "$2", PORT, "A0 insert_right $2 $2 MAKE_SEND"),
          new Row(
              "`mach_port_mod_refs` +1 below the limit",
              "$2",
              with(PORT, "A0 mod_refs $2 SEND 65532"),
              "A0 mod_refs $2 SEND 1"),
          new Row("`mach_port_mod_refs` +1 at the limit", "$2", FULL, "A0 mod_refs $2 SEND 1"),
          new Row(
              "`mach_port_insert_right` at the limit",
              "$2",
              FULL,
              "A0 insert_right $2 $2 MAKE_SEND"),
          new Row("right received in a message at the limit", "$2", FULL_SENT, "A0 receive $3"),
          new Row(
              "`mach_thread_self` at the limit",
              "$2",
              List.of("A0 thread_self", "A0 mod_refs $2 SEND 65533"),
              "A0 thread_self"),
          new Row("`mach_port_deallocate` at the limit", "$2", FULL, "A0 deallocate $2"),
          new Row(
              "death of a port at the limit, which was asked about",
              "$2",
              with(
                  FULL,
                  "A0 allocate RECEIVE",
                  "A0 request_notification $2 NOTIFY_DEAD_NAME 0 $3 MAKE_SEND_ONCE"),
              "A0 mod_refs $2 RECEIVE -1"));

  private ReferenceTable() {}

  private static List<String> with(List<String> before, String... more) {
    List<String> all = new ArrayList<>(before);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }

  /** Asks a kernel, and returns the table in Markdown. */
  static String ask(Function<Sequence, List<Outcome>> kernel) {
    StringBuilder table = new StringBuilder("| what is done | result | before | after |\n");
    table.append("|---|---|---|---|\n");
    for (Row row : ROWS) {
      List<Step> steps = with(row.before, row.step).stream().map(Step::parse).toList();
      List<Outcome> outcomes = kernel.apply(new Sequence(row.what, 1, steps));
      Outcome before = outcomes.get(outcomes.size() - 2);
      Outcome after = outcomes.get(outcomes.size() - 1);
      String code = after.result().split(" ")[0];
      table.append("| ").append(row.what).append(" | `").append(code).append("` | ");
      table.append(count(before, row.name)).append(" | ");
      table.append(count(after, row.name)).append(" |\n");
    }
    return table.toString();
  }

  private static String count(Outcome outcome, String name) {
    String entry = outcome.names().getOrDefault("A" + name, "");
    Matcher matcher = COUNT.matcher(entry);
    String dead = entry.startsWith("DEAD_NAME") ? " (dead name)" : "";
    return matcher.find()
        ? String.format(Locale.ROOT, "%,d", Integer.parseInt(matcher.group(1))) + dead
        : "0";
  }
}
