package org.machapi.gnumach;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.machapi.raw.ExceptionConstants;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MessageConstants;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;
import org.machapi.sim.KernelConfiguration;
import org.machapi.sim.KernelGeneration;
import org.machapi.sim.SimulatedKernel;
import org.machapi.sim.SimulatedTask;

/** A fresh simulated kernel with one or two tasks, which makes the calls of steps. */
final class SimulatedSide {
  private final List<SimulatedSubject> subjects = new ArrayList<>();
  private final SpaceReader reader;
  private final NativeBuffer cells = NativeBuffer.allocate(32);
  private final DarwinMessages messages = new DarwinMessages();

  SimulatedSide(KernelGeneration generation, int tasks, LibraryWatch watch) {
    SimulatedKernel kernel =
        SimulatedKernel.create(
            KernelConfiguration.builder()
                .generation(generation)
                // GNU Mach knows no guard exceptions; the return code is what is compared.
                .guardListener(exception -> {})
                .build());
    SimulatedTask watching = kernel.createTask("watching");
    reader = new SpaceReader(watching.library());
    for (int i = 0; i < tasks; i++) {
      SimulatedSubject subject = new SimulatedSubject(kernel.createTask(i == 0 ? "A" : "B"), watch);
      subject.seenAs =
          subject.task.grant(subject.self, MessageConstants.MACH_MSG_TYPE_COPY_SEND, watching);
      subjects.add(subject);
    }
    if (tasks == 2) {
      subjects.forEach(
          subject -> run(new Step(subjects.indexOf(subject), 0, "allocate", List.of("RECEIVE"))));
      connect(subjects.get(0), subjects.get(1));
      connect(subjects.get(1), subjects.get(0));
    }
  }

  private static void connect(SimulatedSubject from, SimulatedSubject to) {
    int name =
        from.task.grant(
            from.symbols.number("$2"), MessageConstants.MACH_MSG_TYPE_MAKE_SEND, to.task);
    to.symbols.of(name);
  }

  /** Runs a sequence as {@link GnuMachKernel#run} does. */
  static List<Outcome> run(KernelGeneration generation, Sequence sequence) {
    SimulatedSide side = new SimulatedSide(generation, sequence.tasks(), LibraryWatch.NONE);
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(side.outcome(Results.SUCCESS));
    sequence.steps().forEach(step -> outcomes.add(side.run(step)));
    return outcomes;
  }

  Outcome outcome(String result) {
    Map<String, String> names = new TreeMap<>();
    for (int i = 0; i < subjects.size(); i++) {
      if (!subjects.get(i).ended) {
        String task = String.valueOf((char) ('A' + i));
        reader.read(subjects.get(i)).forEach((name, entry) -> names.put(task + name, entry));
      }
    }
    return new Outcome(result, names);
  }

  Outcome run(Step step) {
    SimulatedSubject subject = subjects.get(step.task());
    String result = result(subject, step);
    settle();
    return outcome(subject.ended && !step.routine().equals("task_end") ? Results.ENDED : result);
  }

  /** Ends tasks with exceptions that nobody handled; the end of one can set off those of others. */
  private void settle() {
    boolean ended;
    do {
      ended = subjects.stream().anyMatch(SimulatedSubject::endIfUnhandled);
    } while (ended);
  }

  ThreadStage stage(int task, int thread) {
    return subjects.get(task).stage(thread);
  }

  boolean isEnded(int task) {
    return subjects.get(task).ended;
  }

  private String result(SimulatedSubject subject, Step step) {
    int thread = step.thread();
    switch (step.routine()) {
      case "task_end":
        subject.end();
        return Results.SUCCESS;
      case "thread_new":
        int name = subject.newThread(thread).library().mach_thread_self();
        return Results.SUCCESS + " " + subject.symbols.of(name);
      case "thread_end":
        subject.end(thread);
        return Results.SUCCESS;
      case "raise":
        subject.raise(thread, ExceptionConstants.EXC_BAD_ACCESS);
        return Results.SUCCESS;
      case "skip_fault":
        return Results.SUCCESS;
      case "join":
        return subject.join(thread) ? Results.SUCCESS : Results.WAITS;
      default:
        return call(subject, subject.library(thread), step);
    }
  }

  private String call(SimulatedSubject subject, MachLibrary library, Step step) {
    NameSymbols symbols = subject.symbols;
    int self = subject.self;
    List<String> words = step.arguments();
    if (step.routine().equals("send")) {
      return messages.send(library, symbols, words);
    }
    int[] a = words.stream().mapToInt(symbols::number).toArray();
    return switch (step.routine()) {
      case "allocate" -> named(library.mach_port_allocate(self, a[0], cells.pointer(0)), symbols);
      case "allocate_name" -> Results.of(library.mach_port_allocate_name(self, a[0], a[1]));
      case "deallocate" -> Results.of(library.mach_port_deallocate(self, a[0]));
      case "destroy" -> Results.of(library.mach_port_destroy(self, a[0]));
      case "mod_refs" -> Results.of(library.mach_port_mod_refs(self, a[0], a[1], a[2]));
      case "get_refs" ->
          numbered(library.mach_port_get_refs(self, a[0], a[1], cells.pointer(0)), 0);
      case "type" -> numbered(library.mach_port_type(self, a[0], cells.pointer(0)), 0);
      case "rename" -> Results.of(library.mach_port_rename(self, a[0], a[1]));
      case "insert_right" -> Results.of(library.mach_port_insert_right(self, a[0], a[1], a[2]));
      case "extract_right" -> {
        int code =
            library.mach_port_extract_right(self, a[0], a[1], cells.pointer(0), cells.pointer(8));
        yield named(code, symbols) + (code == 0 ? " " + cells.getInt(8) : "");
      }
      case "move_member" -> Results.of(library.mach_port_move_member(self, a[0], a[1]));
      case "set_qlimit" -> {
        cells.putInt(0, a[1]);
        yield Results.of(
            library.mach_port_set_attributes(
                self,
                a[0],
                PortConstants.MACH_PORT_LIMITS_INFO,
                cells.pointer(0),
                PortConstants.MACH_PORT_LIMITS_INFO_COUNT));
      }
      case "set_mscount" -> Results.of(library.mach_port_set_mscount(self, a[0], a[1]));
      case "set_seqno" -> Results.of(library.mach_port_set_seqno(self, a[0], a[1]));
      case "request_notification" ->
          named(
              library.mach_port_request_notification(
                  self, a[0], a[1], a[2], a[3], a[4], cells.pointer(0)),
              symbols);
      case "receive" -> messages.receive(library, symbols, a[0]);
      case "thread_self" -> given(library.mach_thread_self(), symbols);
      case "task_self" -> given(library.task_self_trap(), symbols);
      case "host_self" -> given(library.mach_host_self(), symbols);
      case "reply_port" -> given(library.mach_reply_port(), symbols);
      case "set_thread_exception_port" ->
          Results.of(
              library.thread_set_exception_ports(
                  a[0],
                  ExceptionConstants.EXC_MASK_ALL,
                  a[1],
                  ExceptionConstants.EXCEPTION_DEFAULT,
                  1));
      case "set_task_exception_port" ->
          Results.of(
              library.task_set_exception_ports(
                  self,
                  ExceptionConstants.EXC_MASK_ALL,
                  a[0],
                  ExceptionConstants.EXCEPTION_DEFAULT,
                  1));
      case "receive_exception" -> messages.receiveException(library, symbols, a[0]);
      case "reply_exception" -> messages.replyException(library, a[0], a[1]);
      default -> "NOT_UNDERSTOOD";
    };
  }

  private String named(int code, NameSymbols symbols) {
    return Results.of(code) + (code == 0 ? " " + symbols.of(cells.getInt(0)) : "");
  }

  private String numbered(int code, int cell) {
    return Results.of(code) + (code == 0 ? " " + Integer.toUnsignedString(cells.getInt(cell)) : "");
  }

  private static String given(int name, NameSymbols symbols) {
    return Results.SUCCESS + " " + symbols.of(name);
  }
}
