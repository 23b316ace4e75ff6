package org.machapi.gnumach;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
  private static final int MOST_LAST_STEPS = 6;

  private final Choices choices;
  private final int tasks;
  private final SimulatedSide side;
  private final ThreadSteps threads;
  private final List<Step> steps = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private int wishes;

  private SequenceGenerator(long seed, int tasks) {
    this.choices = new Choices(seed);
    this.tasks = tasks;
    this.side = new SimulatedSide(KernelGeneration.GNU_MACH, tasks, LibraryWatch.NONE);
    this.threads = new ThreadSteps(choices, side, tasks);
    add(side.outcome(Results.SUCCESS));
  }

  /** Makes one sequence; the same seed makes the same. */
  static Simulated generate(long seed) {
    int tasks = seed % 2 == 0 ? 1 : 2;
    SequenceGenerator generator = new SequenceGenerator(seed, tasks);
    if (hasThreads(seed)) {
      generator.addCallsAndThreads();
    } else {
      generator.addCalls();
    }
    return new Simulated(new Sequence("seed " + seed, tasks, generator.steps), generator.outcomes);
  }

  /** Whether threads come and go in a sequence, and its second task ends: in every other pair. */
  static boolean hasThreads(long seed) {
    return seed / 2 % 2 == 1;
  }

  private void addCalls() {
    int length = 12 + choices.number(10);
    while (steps.size() < length) {
      int task = choices.number(tasks);
      add((char) ('A' + task) + "0 " + call(task));
    }
  }

  private void addCallsAndThreads() {
    add((char) ('A' + choices.number(tasks)) + "1 thread_new");
    int length = 18 + choices.number(12);
    while (steps.size() < length && !alive().isEmpty()) {
      int task = choices.pick(alive());
      boolean call = choices.number(5) < 2;
      add(
          call
              ? (char) ('A' + task) + String.valueOf(threads.caller(task)) + " " + call(task)
              : threads.next(task));
    }
    for (int i = 0; i < MOST_LAST_STEPS && !alive().isEmpty(); i++) {
      threads.finish(choices.pick(alive())).ifPresent(this::add);
    }
  }

  private List<Integer> alive() {
    return IntStream.range(0, tasks).filter(task -> !side.isEnded(task)).boxed().toList();
  }

  private void add(String line) {
    Step step = Step.parse(line);
    Outcome outcome = side.run(step);
    steps.add(step);
    add(outcome);
    threads.learn(step, outcome);
    // Who goes back to the store would raise the exception again, and again.
    if (step.routine().equals("raise")
        && side.stage(step.task(), step.thread()) == ThreadStage.WAITING) {
      add(line.replace("raise", "skip_fault"));
    }
  }

  private void add(Outcome outcome) {
    outcomes.add(outcome);
    choices.update(outcome);
  }

  private String call(int task) {
    String any = name(task, "");
    return switch (choices.number(30)) {
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
    return switch (choices.number(5)) {
      case 0, 1 -> "NOTIFY_DEAD_NAME " + choices.number(2) + " " + notify + " MAKE_SEND_ONCE";
      case 2 -> "NOTIFY_NO_SENDERS " + choices.number(3) + " " + notify + " MAKE_SEND_ONCE";
      case 3 -> "NOTIFY_PORT_DESTROYED 0 " + notify + " MAKE_SEND_ONCE";
      default -> pick(List.of("NOTIFY_DEAD_NAME", "NOTIFY_NO_SENDERS")) + " 0 NULL MAKE_SEND_ONCE";
    };
  }

  private String send(int task) {
    boolean toPeer = tasks == 2 && choices.number(3) > 0;
    String remote = toPeer ? "$3 COPY_SEND" : name(task, "RECEIVE") + " MAKE_SEND";
    if (choices.number(6) == 0) {
      remote = name(task, "") + " " + pick(DISPOSITIONS);
    }
    String local = choices.number(2) == 0 ? "NULL NONE" : name(task, "") + " " + pick(DISPOSITIONS);
    StringBuilder text = new StringBuilder("send " + remote + " " + local + " 1234");
    for (int i = choices.number(3); i > 0; i--) {
      text.append(' ').append(name(task, "")).append(' ').append(pick(DISPOSITIONS));
    }
    return text.toString();
  }

  /** Mostly a right goes under its own name; sometimes a name is wished for. */
  private String target(String own) {
    return choices.number(3) == 0 ? "w" + ++wishes : own;
  }

  /** A right that the name has, or sometimes another. */
  private String kindOf(int task, String name) {
    String entry = choices.entry(task, name);
    List<String> kinds = RIGHTS.stream().filter(right -> entry.contains(right + "=")).toList();
    return kinds.isEmpty() || choices.number(6) == 0 ? pick(RIGHTS) : pick(kinds);
  }

  private String name(int task, String right) {
    return choices.name(task, right);
  }

  private <T> T pick(List<T> values) {
    return choices.pick(values);
  }
}
