package org.machapi.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jnr.ffi.Variable;
import org.machapi.raw.ByMessage;
import org.machapi.raw.Contract;
import org.machapi.raw.GivenMemory;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.MachPortRoutines;
import org.machapi.raw.MachVmRoutines;
import org.machapi.raw.TakenMemory;
import org.machapi.raw.VmMapRoutines;

/** The contract of a routine, read from its annotations. */
final class RoutineContract {
  private static final Map<String, RoutineContract> ALL = readAll();

  private final Method routine;
  private final List<ContractPart> parts = new ArrayList<>();

  /** The sizes of memory that is given, in bytes, by what the annotation says. */
  private final List<String> memoryGiven = new ArrayList<>();

  private final List<String> memoryTaken = new ArrayList<>();
  private int message = -1;

  private RoutineContract(Method routine) {
    this.routine = routine;
    parts.addAll(ContractPart.of(routine, ContractPart.RESULT));
    Parameter[] parameters = routine.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      parts.addAll(ContractPart.of(parameters[i], i));
      GivenMemory given = parameters[i].getAnnotation(GivenMemory.class);
      if (given != null) {
        memoryGiven.add(given.bytes());
      }
      TakenMemory taken = parameters[i].getAnnotation(TakenMemory.class);
      if (taken != null) {
        memoryTaken.add(taken.bytes());
      }
      if (parameters[i].isAnnotationPresent(ByMessage.class) && message < 0) {
        message = i;
      }
    }
  }

  /** The contracts of all routines that are functions, by name. */
  static Map<String, RoutineContract> all() {
    return ALL;
  }

  static RoutineContract of(Method routine) {
    RoutineContract contract = ALL.get(routine.getName());
    if (contract == null) {
      throw new IllegalArgumentException("no routine " + routine.getName());
    }
    return contract;
  }

  private static Map<String, RoutineContract> readAll() {
    Map<String, RoutineContract> result = new TreeMap<>();
    Stream.of(MachLibrary.class.getMethods())
        .filter(method -> method.getReturnType() != Variable.class)
        .sorted(Comparator.comparing(Method::getName))
        .forEach(method -> result.put(method.getName(), new RoutineContract(method)));
    return result;
  }

  Method routine() {
    return routine;
  }

  List<ContractPart> parts() {
    return parts;
  }

  List<String> memoryGiven() {
    return memoryGiven;
  }

  List<String> memoryTaken() {
    return memoryTaken;
  }

  /** The position of the message buffer whose content decides; -1 if there is none. */
  int message() {
    return message;
  }

  /**
   * Whether the names and the memory that it speaks of are those of the task in the first
   * parameter, and not always the caller's.
   */
  boolean isAboutNamesOfItsTask() {
    Class<?> header = routine.getDeclaringClass();
    return header == MachPortRoutines.class
        || header == MachVmRoutines.class
        || header == VmMapRoutines.class
        || routine.getName().startsWith("_kernelrpc_mach_");
  }

  /** Whether it says that nothing changes hands. */
  boolean isEmptyOnPurpose() {
    return routine.isAnnotationPresent(Contract.class);
  }
}
