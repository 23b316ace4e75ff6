package org.machapi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.machapi.raw.ArmDebugState64Layout;
import org.machapi.raw.ArmExceptionState64Layout;
import org.machapi.raw.ArmExceptionState64V2Layout;
import org.machapi.raw.ArmNeonState64Layout;
import org.machapi.raw.ArmThreadState64Layout;
import org.machapi.raw.ThreadStatusConstants;
import org.machapi.raw.X86DebugState64Layout;
import org.machapi.raw.X86ExceptionState64Layout;
import org.machapi.raw.X86ThreadState64Layout;

/** Which registers stand where in the states that are known by name. */
final class Registers {
  /** Where a register stands, in bytes, and how long it is. */
  record Place(int offset, int bytes) {}

  private static final int ARM_NUMBERED_REGISTERS = 29;
  private static final int ARM_DEBUG_PAIRS = 16;

  private static final Map<String, Place> NONE = Map.of();
  private static final Map<String, Place> X86_THREAD = x86Thread();
  private static final Map<String, Place> X86_EXCEPTION = x86Exception();
  private static final Map<String, Place> X86_DEBUG = x86Debug();
  private static final Map<String, Place> ARM_THREAD = armThread();
  private static final Map<String, Place> ARM_EXCEPTION = armException();
  private static final Map<String, Place> ARM_EXCEPTION_V2 = armExceptionV2();
  private static final Map<String, Place> ARM_NEON = armNeon();
  private static final Map<String, Place> ARM_DEBUG = armDebug();

  private Registers() {}

  /** Returns the registers of a flavour in the order of the struct; none if it is not known. */
  static Map<String, Place> of(ThreadStateFlavour flavour) {
    if (flavour.architecture() == Architecture.X86_64) {
      return switch (flavour.number()) {
        case ThreadStatusConstants.x86_THREAD_STATE64 -> X86_THREAD;
        case ThreadStatusConstants.x86_EXCEPTION_STATE64 -> X86_EXCEPTION;
        case ThreadStatusConstants.x86_DEBUG_STATE64 -> X86_DEBUG;
        default -> NONE;
      };
    }
    return switch (flavour.number()) {
      case ThreadStatusConstants.ARM_THREAD_STATE64 -> ARM_THREAD;
      case ThreadStatusConstants.ARM_EXCEPTION_STATE64 -> ARM_EXCEPTION;
      case ThreadStatusConstants.ARM_EXCEPTION_STATE64_V2 -> ARM_EXCEPTION_V2;
      case ThreadStatusConstants.ARM_NEON_STATE64 -> ARM_NEON;
      case ThreadStatusConstants.ARM_DEBUG_STATE64 -> ARM_DEBUG;
      default -> NONE;
    };
  }

  private static Place longAt(int offset) {
    return new Place(offset, Long.BYTES);
  }

  private static Place intAt(int offset) {
    return new Place(offset, Integer.BYTES);
  }

  private static Map<String, Place> x86Thread() {
    Map<String, Place> map = new LinkedHashMap<>();
    map.put("rax", longAt(X86ThreadState64Layout.RAX));
    map.put("rbx", longAt(X86ThreadState64Layout.RBX));
    map.put("rcx", longAt(X86ThreadState64Layout.RCX));
    map.put("rdx", longAt(X86ThreadState64Layout.RDX));
    map.put("rdi", longAt(X86ThreadState64Layout.RDI));
    map.put("rsi", longAt(X86ThreadState64Layout.RSI));
    map.put("rbp", longAt(X86ThreadState64Layout.RBP));
    map.put("rsp", longAt(X86ThreadState64Layout.RSP));
    map.put("r8", longAt(X86ThreadState64Layout.R8));
    map.put("r9", longAt(X86ThreadState64Layout.R9));
    map.put("r10", longAt(X86ThreadState64Layout.R10));
    map.put("r11", longAt(X86ThreadState64Layout.R11));
    map.put("r12", longAt(X86ThreadState64Layout.R12));
    map.put("r13", longAt(X86ThreadState64Layout.R13));
    map.put("r14", longAt(X86ThreadState64Layout.R14));
    map.put("r15", longAt(X86ThreadState64Layout.R15));
    map.put("rip", longAt(X86ThreadState64Layout.RIP));
    map.put("rflags", longAt(X86ThreadState64Layout.RFLAGS));
    map.put("cs", longAt(X86ThreadState64Layout.CS));
    map.put("fs", longAt(X86ThreadState64Layout.FS));
    map.put("gs", longAt(X86ThreadState64Layout.GS));
    return Collections.unmodifiableMap(map);
  }

  private static Map<String, Place> x86Exception() {
    Map<String, Place> map = new LinkedHashMap<>();
    map.put("trapno", new Place(X86ExceptionState64Layout.TRAPNO, Short.BYTES));
    map.put("cpu", new Place(X86ExceptionState64Layout.CPU, Short.BYTES));
    map.put("err", intAt(X86ExceptionState64Layout.ERR));
    map.put("faultvaddr", longAt(X86ExceptionState64Layout.FAULTVADDR));
    return Collections.unmodifiableMap(map);
  }

  private static Map<String, Place> x86Debug() {
    Map<String, Place> map = new LinkedHashMap<>();
    map.put("dr0", longAt(X86DebugState64Layout.DR0));
    map.put("dr1", longAt(X86DebugState64Layout.DR1));
    map.put("dr2", longAt(X86DebugState64Layout.DR2));
    map.put("dr3", longAt(X86DebugState64Layout.DR3));
    map.put("dr4", longAt(X86DebugState64Layout.DR4));
    map.put("dr5", longAt(X86DebugState64Layout.DR5));
    map.put("dr6", longAt(X86DebugState64Layout.DR6));
    map.put("dr7", longAt(X86DebugState64Layout.DR7));
    return Collections.unmodifiableMap(map);
  }

  private static Map<String, Place> armThread() {
    Map<String, Place> map = new LinkedHashMap<>();
    putNumbered(map, "x", ArmThreadState64Layout.X, ARM_NUMBERED_REGISTERS);
    map.put("fp", longAt(ArmThreadState64Layout.FP));
    map.put("lr", longAt(ArmThreadState64Layout.LR));
    map.put("sp", longAt(ArmThreadState64Layout.SP));
    map.put("pc", longAt(ArmThreadState64Layout.PC));
    map.put("cpsr", intAt(ArmThreadState64Layout.CPSR));
    map.put("flags", intAt(ArmThreadState64Layout.FLAGS));
    return Collections.unmodifiableMap(map);
  }

  private static Map<String, Place> armException() {
    Map<String, Place> map = new LinkedHashMap<>();
    map.put("far", longAt(ArmExceptionState64Layout.FAR));
    map.put("esr", intAt(ArmExceptionState64Layout.ESR));
    map.put("exception", intAt(ArmExceptionState64Layout.EXCEPTION));
    return Collections.unmodifiableMap(map);
  }

  private static Map<String, Place> armExceptionV2() {
    Map<String, Place> map = new LinkedHashMap<>();
    map.put("far", longAt(ArmExceptionState64V2Layout.FAR));
    map.put("esr", longAt(ArmExceptionState64V2Layout.ESR));
    return Collections.unmodifiableMap(map);
  }

  private static Map<String, Place> armNeon() {
    // The vectors are longer than a long: they are among the words.
    Map<String, Place> map = new LinkedHashMap<>();
    map.put("fpsr", intAt(ArmNeonState64Layout.FPSR));
    map.put("fpcr", intAt(ArmNeonState64Layout.FPCR));
    return Collections.unmodifiableMap(map);
  }

  private static Map<String, Place> armDebug() {
    Map<String, Place> map = new LinkedHashMap<>();
    putNumbered(map, "bvr", ArmDebugState64Layout.BVR, ARM_DEBUG_PAIRS);
    putNumbered(map, "bcr", ArmDebugState64Layout.BCR, ARM_DEBUG_PAIRS);
    putNumbered(map, "wvr", ArmDebugState64Layout.WVR, ARM_DEBUG_PAIRS);
    putNumbered(map, "wcr", ArmDebugState64Layout.WCR, ARM_DEBUG_PAIRS);
    map.put("mdscr_el1", longAt(ArmDebugState64Layout.MDSCR_EL1));
    return Collections.unmodifiableMap(map);
  }

  private static void putNumbered(Map<String, Place> map, String name, int offset, int count) {
    for (int i = 0; i < count; i++) {
      map.put(name + i, longAt(offset + i * Long.BYTES));
    }
  }
}
