package org.machapi.gnumach;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.machapi.sim.KernelGeneration;

/**
 * Makes random sequences. Each step is chosen by what the simulated kernel shows there is, so that
 * most calls do something; some names are wrong on purpose.
 */
final class SequenceGenerator {
  private static final List<String> RIGHTS =
      List.of("SEND", "RECEIVE", "SEND_ONCE", "PORT_SET", "DEAD_NAME");
  private static final List<String> DISPOSITIONS =
      List.of(
          "MAKE_SEND",
          "MAKE_SEND",
          "COPY_SEND",
          "MOVE_SEND",
          "MAKE_SEND_ONCE",
          "MOVE_SEND_ONCE",
          "MOVE_RECEIVE");
  private static final List<String> DELTAS =
      List.of("-1", "-1", "-1", "1", "1", "2", "0", "-2", "60000", "65533", "65534", "65535");

  private final Random random;
  private final int tasks;
  private final SimulatedSide side;
  private final List<Step> steps = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private Outcome latest;
  private int wishes;

  private SequenceGenerator(long seed, int tasks) {
    this.random = new Random(seed);
    this.tasks = tasks;
    this.side = new SimulatedSide(KernelGeneration.GNU_MACH, tasks, LibraryWatch.NONE);
    this.latest = side.outcome(Results.SUCCESS);
    outcomes.add(latest);
  }

  /** Makes one sequence; the same seed makes the same. */
  static Simulated generate(long seed) {
    int tasks = seed % 2 == 0 ? 1 : 2;
    SequenceGenerator generator = new SequenceGenerator(seed, tasks);
    int length = 12 + generator.random.nextInt(10);
    while (generator.steps.size() < length) {
      generator.add();
    }
    return new Simulated(new Sequence("seed " + seed, tasks, generator.steps), generator.outcomes);
  }

  private void add() {
    int task = random.nextInt(tasks);
    Step step = new Step(task, 0, "", List.of());
    step = Step.parse((char) ('A' + task) + "0 " + call(task));
    latest = side.run(step);
    outcomes.add(latest);
    steps.add(step);
  }

  private String call(int task) {
    String any = name(task, "");
    return switch (random.nextInt(30)) {
      case 0, 1, 2 -> "allocate RECEIVE";
      case 3 -> "allocate " + pick(List.of("PORT_SET", "DEAD_NAME", "SEND"));
      case 4, 5 -> {
        String receive = name(task, "RECEIVE");
        yield "insert_right " + receive + " " + receive + " MAKE_SEND";
      }
      case 6 -> "insert_right " + target(any) + " " + any + " " + pick(DISPOSITIONS);
      case 7, 8 -> "extract_right " + any + " " + pick(DISPOSITIONS);
      case 9 -> "extract_right " + name(task, "RECEIVE") + " MAKE_SEND_ONCE";
      case 10, 11, 12 -> "mod_refs " + any + " " + kindOf(task, any) + " " + pick(DELTAS);
      case 13, 14 -> "deallocate " + any;
      case 15 -> "destroy " + any;
      case 16 -> "get_refs " + any + " " + pick(RIGHTS);
      case 17 -> "mod_refs " + name(task, "RECEIVE") + " RECEIVE -1";
      case 18, 19 -> "request_notification " + any + " " + notification(task);
      case 20 -> "move_member " + name(task, "RECEIVE") + " " + name(task, "PORT_SET");
      case 21 -> "move_member " + any + " NULL";
      case 22, 23, 24 -> send(task);
      case 25, 26, 27 -> "receive " + name(task, "RECEIVE");
      case 28 -> "receive " + name(task, "PORT_SET");
      default -> pick(List.of("task_self", "thread_self", "reply_port", "type " + any));
    };
  }

  private String notification(int task) {
    String notify = name(task, "RECEIVE");
    return switch (random.nextInt(5)) {
      case 0, 1 -> "NOTIFY_DEAD_NAME " + random.nextInt(2) + " " + notify + " MAKE_SEND_ONCE";
      case 2 -> "NOTIFY_NO_SENDERS " + random.nextInt(3) + " " + notify + " MAKE_SEND_ONCE";
      case 3 -> "NOTIFY_PORT_DESTROYED 0 " + notify + " MAKE_SEND_ONCE";
      default -> pick(List.of("NOTIFY_DEAD_NAME", "NOTIFY_NO_SENDERS")) + " 0 NULL MAKE_SEND_ONCE";
    };
  }

  private String send(int task) {
    boolean toPeer = tasks == 2 && random.nextInt(3) > 0;
    String remote = toPeer ? "$3 COPY_SEND" : name(task, "RECEIVE") + " MAKE_SEND";
    if (random.nextInt(6) == 0) {
      remote = name(task, "") + " " + pick(DISPOSITIONS);
    }
    String local = random.nextInt(2) == 0 ? "NULL NONE" : name(task, "") + " " + pick(DISPOSITIONS);
    StringBuilder text = new StringBuilder("send " + remote + " " + local + " 1234");
    for (int i = random.nextInt(3); i > 0; i--) {
      text.append(' ').append(name(task, "")).append(' ').append(pick(DISPOSITIONS));
    }
    return text.toString();
  }

  /** Mostly a right goes under its own name; sometimes a name is wished for. */
  private String target(String own) {
    return random.nextInt(3) == 0 ? "w" + ++wishes : own;
  }

  /** A right that the name has, or sometimes another. */
  private String kindOf(int task, String name) {
    String entry = latest.names().getOrDefault((char) ('A' + task) + name, "");
    List<String> kinds = RIGHTS.stream().filter(right -> entry.contains(right + "=")).toList();
    return kinds.isEmpty() || random.nextInt(6) == 0 ? pick(RIGHTS) : pick(kinds);
  }

  /**
   * A name with such a right if there is one, seldom a wrong one. The task's own port is left
   * alone, because calls go through it.
   */
  private String name(int task, String right) {
    if (random.nextInt(25) == 0) {
      return pick(List.of("$99", "NULL", "DEAD"));
    }
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, String> entry : latest.names().entrySet()) {
      boolean own = entry.getKey().charAt(0) == 'A' + task;
      String name = entry.getKey().substring(1);
      if (own
          && !name.equals("$1")
          && (right.isEmpty() || entry.getValue().contains(right + "="))) {
        names.add(name);
      }
    }
    return names.isEmpty() ? "$99" : pick(names);
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
