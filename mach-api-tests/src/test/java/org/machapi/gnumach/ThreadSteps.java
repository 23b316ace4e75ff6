package org.machapi.gnumach;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The steps of a random sequence that make threads and end them, raise and handle exceptions, and
 * end the second task. What fits is seen from the simulated side: a thread that waits for its
 * handler makes no call, and an exception is raised where one was set, mostly.
 */
final class ThreadSteps {
  private static final int SECOND_TASK = 1;

  /** Before so many steps the second task does not end. */
  private static final int EARLY = 10;

  /** The id of an exception message as both sides tell it: right to reply third, thread seventh. */
  private static final String EXCEPTION = "2400";

  private final Choices choices;
  private final SimulatedSide side;
  private final int tasks;

  /**
   * Names that stand for a thread, and those to answer an exception through, such as {@code A$4}.
   */
  private final Set<String> threads = new HashSet<>();

  private final Set<String> replies = new HashSet<>();

  /** The name of the handler that a task set last. */
  private final Map<Integer, String> handlers = new HashMap<>();

  private int steps;

  ThreadSteps(Choices choices, SimulatedSide side, int tasks) {
    this.choices = choices;
    this.side = side;
    this.tasks = tasks;
  }

  /** Remembers which names a step gave that later steps need. */
  void learn(Step step, Outcome outcome) {
    steps++;
    String[] words = outcome.result().split(" ");
    if (words[0].equals(Results.SUCCESS)) {
      switch (step.routine()) {
        case "thread_new", "thread_self" -> add(threads, step, words[1]);
        case "set_thread_exception_port" -> handlers.put(step.task(), step.arguments().get(1));
        case "set_task_exception_port" -> handlers.put(step.task(), step.arguments().get(0));
        case "receive_exception" -> {
          if (words.length == 5) {
            add(replies, step, words[1]);
            add(threads, step, words[2]);
          }
        }
        case "receive" -> {
          if (words[1].equals(EXCEPTION)) {
            add(replies, step, words[3]);
            add(threads, step, words[7]);
          }
        }
        default -> {
          // Gives no name of a thread that has to be known.
        }
      }
    }
    // A name that is gone can come again, and stand for something else then.
    threads.retainAll(outcome.names().keySet());
    replies.retainAll(outcome.names().keySet());
  }

  private static void add(Set<String> names, Step step, String name) {
    if (name.startsWith("$")) {
      names.add((char) ('A' + step.task()) + name);
    }
  }

  /** Which thread of a task makes the next call. */
  int caller(int task) {
    List<Integer> idle = new ArrayList<>(List.of(0, 0));
    for (int thread = 1; thread < SimulatedSubject.THREADS; thread++) {
      if (side.stage(task, thread) == ThreadStage.IDLE) {
        idle.add(thread);
      }
    }
    return choices.pick(idle);
  }

  /**
   * Chooses a step of a task; if a thread then waits for its handler, the fault is to be skipped.
   */
  String next(int task) {
    List<String> lines = new ArrayList<>();
    for (int thread = 1; thread < SimulatedSubject.THREADS; thread++) {
      addThread(lines, task, thread);
    }
    addHandlers(lines, task);
    addAnswers(lines, task);
    if (task == SECOND_TASK && steps > EARLY) {
      add(lines, 3, "B0 task_end");
    }
    return choices.pick(lines);
  }

  private void addThread(List<String> lines, int task, int thread) {
    String who = who(task, thread);
    String handler = choices.entry(task, handlers.getOrDefault(task, ""));
    boolean raises = handler.contains("SEND=") || choices.number(30) == 0;
    switch (side.stage(task, thread)) {
      case ABSENT -> add(lines, thread == 1 ? 4 : 1, who + "thread_new");
      case IDLE -> {
        add(lines, raises ? 5 : 0, who + "raise");
        add(lines, 1, who + "thread_end");
      }
      case HANDLED -> add(lines, 4, who + "join");
      case WAITING -> add(lines, 1, who + "thread_end");
      case ENDED -> {
        // Its place is not used again.
      }
    }
  }

  private void addHandlers(List<String> lines, int task) {
    List<String> unsent =
        choices.names(task, "RECEIVE=").stream()
            .filter(name -> !choices.entry(task, name).contains("SEND="))
            .toList();
    boolean none = choices.names(task, "RECEIVE=", "SEND=").isEmpty();
    if (none && unsent.isEmpty()) {
      add(lines, 3, who(task, 0) + "allocate RECEIVE");
    } else if (none) {
      String port = choices.pick(unsent);
      add(lines, 3, who(task, 0) + "insert_right " + port + " " + port + " MAKE_SEND");
    }
    String caller = who(task, caller(task));
    add(lines, 2, caller + "set_task_exception_port " + handler(task));
    List<String> known = known(threads, task);
    if (!known.isEmpty()) {
      String port = choices.pick(known) + " " + handler(task);
      add(lines, 3, caller + "set_thread_exception_port " + port);
    }
  }

  /** Mostly a port of the task's own, the other task's, or none. */
  private String handler(int task) {
    List<String> own = choices.names(task, "RECEIVE=", "SEND=");
    int kind = choices.number(12);
    if (kind == 0) {
      return choices.name(task, "");
    }
    if (kind == 1) {
      return "NULL";
    }
    boolean peer = tasks == 2 && choices.entry(task, "$3").contains("SEND=");
    if (peer && (kind < 6 || own.isEmpty())) {
      return "$3";
    }
    return own.isEmpty() ? choices.name(task, "SEND") : choices.pick(own);
  }

  private void addAnswers(List<String> lines, int task) {
    String caller = who(task, caller(task));
    for (String port : full(task)) {
      add(lines, 3, caller + "receive_exception " + port);
    }
    for (String reply : known(replies, task)) {
      add(lines, 4, caller + "reply_exception " + reply + " 0");
      add(lines, 4, caller + "reply_exception " + reply + " 5");
    }
  }

  /** What brings the exceptions of a sequence to an end, step by step. */
  Optional<String> finish(int task) {
    for (int thread = 1; thread < SimulatedSubject.THREADS; thread++) {
      if (side.stage(task, thread) == ThreadStage.HANDLED) {
        return Optional.of(who(task, thread) + "join");
      }
    }
    for (String reply : known(replies, task)) {
      if (choices.entry(task, reply).contains("SEND_ONCE=")) {
        return Optional.of(who(task, 0) + "reply_exception " + reply + " 0");
      }
    }
    return someoneWaits()
        ? full(task).stream().findFirst().map(port -> who(task, 0) + "receive_exception " + port)
        : Optional.empty();
  }

  private boolean someoneWaits() {
    for (int i = 0; i < tasks * SimulatedSubject.THREADS; i++) {
      int thread = i % SimulatedSubject.THREADS;
      if (side.stage(i / SimulatedSubject.THREADS, thread) == ThreadStage.WAITING) {
        return true;
      }
    }
    return false;
  }

  /** Ports with a message in their queue. */
  private List<String> full(int task) {
    return choices.names(task, "RECEIVE=").stream()
        .filter(name -> !choices.entry(task, name).contains("msgcount=0"))
        .toList();
  }

  private static List<String> known(Set<String> names, int task) {
    return names.stream()
        .filter(name -> name.charAt(0) == 'A' + task)
        .map(name -> name.substring(1))
        .sorted()
        .toList();
  }

  private static void add(List<String> lines, int weight, String line) {
    lines.addAll(Collections.nCopies(weight, line));
  }

  private static String who(int task, int thread) {
    return (char) ('A' + task) + String.valueOf(thread) + " ";
  }
}
