package org.machapi.replay;

import java.util.List;
import java.util.Set;
import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;

/** One recorded call about to be made: its arguments as numbers, and memory for what it writes. */
final class Call {
  private static final int CELL_SIZE = 8;

  private static final Set<String> RIGHTS_FOR_THE_CALLER =
      Set.of("mach_port_extract_right", "mach_port_request_notification");

  private final Machine machine;
  private final MachineTask task;
  private final Operation operation;
  private final Buffers buffers;

  Call(Machine machine, MachineTask task, Operation operation, Buffers buffers) {
    this.machine = machine;
    this.task = task;
    this.operation = operation;
    this.buffers = buffers;
  }

  Machine machine() {
    return machine;
  }

  MachineTask task() {
    return task;
  }

  Operation operation() {
    return operation;
  }

  int thread() {
    return operation.thread();
  }

  Fields args() {
    return operation.args();
  }

  MachLibrary library() {
    return task.library(operation.thread());
  }

  /** The task port that the call is made with: the one named by "target", or the caller's own. */
  int target() {
    return args().has("target") ? name("target") : task.ownTaskPort();
  }

  /** The task on whose port space the call acts. */
  private MachineTask targetTask() {
    return args().has("target") ? machine.taskBehind(task, name("target")) : task;
  }

  /** A name in the port space that the call acts on. */
  int nameInTarget(String field) {
    return number(targetTask().names(), args(), field, args().text(field));
  }

  /** Whether the recordings hide this name of the port space that the call acts on. */
  boolean hides(int name) {
    return targetTask().hides(name);
  }

  /** The symbols of the port space that the call acts on. */
  Names targetNames() {
    return targetTask().names();
  }

  /**
   * The symbols to which output values belong: those of the target, but for rights that the caller
   * gets.
   */
  Names outputNames() {
    boolean callerGetsRight = RIGHTS_FOR_THE_CALLER.contains(operation.name());
    return callerGetsRight ? task.names() : targetTask().names();
  }

  int name(String field) {
    return name(args(), field);
  }

  int name(String field, int otherwise) {
    return args().has(field) ? name(field) : otherwise;
  }

  /** A name inside an argument. */
  int name(Fields fields, String field) {
    return name(fields, field, fields.text(field));
  }

  int name(Fields fields, String field, String symbol) {
    return number(task.names(), fields, field, symbol);
  }

  private static int number(Names names, Fields fields, String field, String symbol) {
    @Nullable Integer number = names.number(symbol);
    if (number == null) {
      throw fields.damaged(field, "the symbol " + symbol + " stands for nothing yet");
    }
    return number;
  }

  int number(String field) {
    return (int) args().number(field);
  }

  int number(String field, int otherwise) {
    return (int) args().number(field, otherwise);
  }

  int right(String field) {
    return args().coded(field, TraceSymbols.RIGHTS);
  }

  int disposition(String field) {
    return args().coded(field, TraceSymbols.DISPOSITIONS);
  }

  /** A context or guard: a number, or the symbol of one that the kernel made. */
  long context(Fields fields, String field) {
    if (!fields.isText(field)) {
      return fields.number(field);
    }
    @Nullable Long value = machine.contexts().get(fields.text(field));
    if (value == null) {
      throw fields.damaged(field, "the symbol stands for no context yet");
    }
    return value;
  }

  long context(String field) {
    return context(args(), field);
  }

  /** Where the call may write a value of up to 64 bits. */
  Pointer cell(int index) {
    return buffers.cells().pointer(index * CELL_SIZE);
  }

  int getInt(int cell) {
    return buffers.cells().getInt(cell * CELL_SIZE);
  }

  long getUnsigned(int cell) {
    return Integer.toUnsignedLong(getInt(cell));
  }

  long getLong(int cell) {
    return buffers.cells().getLong(cell * CELL_SIZE);
  }

  void setInt(int cell, int value) {
    buffers.cells().putInt(cell * CELL_SIZE, value);
  }

  PortName nameAt(int cell) {
    return new PortName(getInt(cell));
  }

  /** Memory for arrays of up to a few hundred words. */
  NativeBuffer words() {
    return buffers.words();
  }

  /** Puts an argument's list of words there. */
  int putWords(String field) {
    List<Long> values = args().numbers(field);
    if (4 * values.size() > words().size()) {
      throw args().damaged(field, "more words than any call takes");
    }
    for (int i = 0; i < values.size(); i++) {
      words().putInt(4 * i, values.get(i).intValue());
    }
    return values.size();
  }

  NativeBuffer message() {
    return buffers.message();
  }
}
