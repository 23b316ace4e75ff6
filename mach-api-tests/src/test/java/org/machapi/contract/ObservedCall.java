package org.machapi.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.machapi.raw.GivenMemory;

/**
 * A call that was made, with what the caller held before and after it.
 *
 * @param contract what it should have done
 * @param arguments as they were passed
 * @param result as it came back
 * @param before what the task held before
 * @param after what it held afterwards
 * @param mappedBytes how much memory the task has more than before
 */
record ObservedCall(
    RoutineContract contract,
    Object[] arguments,
    Object result,
    Holdings before,
    Holdings after,
    long mappedBytes) {

  /** Routines whose number is an answer, and no return code. */
  private static final Set<String> ANSWERS =
      Set.of(
          "mach_msg_priority_encode",
          "mach_msg_priority_is_pthread_priority",
          "mach_msg_priority_relpri",
          "mach_task_is_self",
          "swtch",
          "swtch_pri");

  /** Whether the routine says that it did what it was asked for. */
  boolean succeeded() {
    if (!(result instanceof Integer number) || ANSWERS.contains(contract.routine().getName())) {
      return true;
    }
    boolean isName =
        contract.parts().stream().anyMatch(part -> part.position() == ContractPart.RESULT);
    return isName ? number != 0 && number != -1 : number == 0;
  }

  /**
   * The arguments by the names of their parameters: the numbers, and the first 32 bits of the
   * structs that are pointed to.
   */
  Map<String, Long> numbers() {
    Map<String, Long> numbers = new LinkedHashMap<>();
    Parameter[] parameters = contract.routine().getParameters();
    for (int i = 0; i < parameters.length; i++) {
      if (arguments[i] instanceof Number number) {
        numbers.put(parameters[i].getName(), number.longValue());
      } else if (arguments[i] instanceof Pointer struct && struct.size() >= Integer.BYTES) {
        numbers.put(parameters[i].getName(), Integer.toUnsignedLong(struct.getInt(0)));
      }
    }
    return numbers;
  }

  /** What the parameter says: the number itself, or the 32 bits that were written through it. */
  long value(String parameter) {
    Object argument = arguments[position(parameter)];
    return argument instanceof Number number
        ? number.longValue()
        : Integer.toUnsignedLong(((Pointer) argument).getInt(0));
  }

  /** A number, or what a parameter says, with or without a sign. */
  long number(String text) {
    if (text.matches("\\d+")) {
      return Long.parseLong(text);
    }
    return text.startsWith("-") ? -value(text.substring(1)) : value(text);
  }

  /** Bytes: a number, a parameter, or one times the other. */
  long bytes(String text) {
    long bytes = 1;
    for (String factor : text.split(" \\* ")) {
      bytes *= number(factor);
    }
    return bytes;
  }

  /** The name that a part is about: the result, the argument, or what was written. */
  int name(int position) {
    Object carrier = position < 0 ? result : arguments[position];
    return carrier instanceof Pointer pointer ? pointer.getInt(0) : (Integer) carrier;
  }

  /** The names of the array of a part that is about each of them. */
  int[] eachName(ContractPart part) {
    int count = (int) value(part.count().substring("each of ".length()));
    int[] names = new int[count];
    Pointer array = (Pointer) arguments[part.position()];
    boolean inKernelMemory =
        contract.routine().getParameters()[part.position()].isAnnotationPresent(GivenMemory.class);
    if (inKernelMemory && count > 0) {
      array = Pointer.wrap(Runtime.getSystemRuntime(), array.getLong(0), 4L * count);
    }
    for (int i = 0; i < count; i++) {
      names[i] = array.getInt(4L * i);
    }
    return names;
  }

  /** Whether the part's name or array was passed at all: an out-parameter may be null. */
  boolean has(int position) {
    return position < 0 || arguments[position] != null;
  }

  private int position(String parameter) {
    Method routine = contract.routine();
    Parameter[] parameters = routine.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i].getName().equals(parameter)) {
        return i;
      }
    }
    throw new IllegalArgumentException(routine.getName() + " has no parameter " + parameter);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(contract.routine().getName()).append('(');
    Parameter[] parameters = contract.routine().getParameters();
    for (int i = 0; i < parameters.length; i++) {
      text.append(i == 0 ? "" : ", ").append(parameters[i].getName()).append(' ');
      text.append(
          arguments[i] instanceof Number number
              ? "0x" + Long.toHexString(number.longValue())
              : arguments[i] == null ? "null" : "...");
    }
    return text.append(") = ").append(result).toString();
  }
}
