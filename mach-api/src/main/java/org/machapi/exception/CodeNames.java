package org.machapi.exception;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.Architecture;
import org.machapi.raw.ExceptionCodeConstants;
import org.machapi.raw.ExceptionCodeSymbols;
import org.machapi.raw.ExceptionConstants;
import org.machapi.raw.SymbolFamily;
import org.machapi.raw.Symbols;

/** Names the codes of exceptions. Takes any number, and throws nothing. */
final class CodeNames {
  private CodeNames() {}

  /** Returns the family of code 0; null where the processor names none. */
  private static @Nullable SymbolFamily processorFamily(
      Architecture architecture, ExceptionType type) {
    boolean intel = architecture == Architecture.X86_64;
    return switch (type.number()) {
      case ExceptionConstants.EXC_BAD_ACCESS ->
          intel ? ExceptionCodeSymbols.X86_BAD_ACCESS : ExceptionCodeSymbols.ARM_BAD_ACCESS;
      case ExceptionConstants.EXC_BAD_INSTRUCTION ->
          intel
              ? ExceptionCodeSymbols.X86_BAD_INSTRUCTION
              : ExceptionCodeSymbols.ARM_BAD_INSTRUCTION;
      case ExceptionConstants.EXC_ARITHMETIC ->
          intel ? ExceptionCodeSymbols.X86_ARITHMETIC : ExceptionCodeSymbols.ARM_ARITHMETIC;
      case ExceptionConstants.EXC_BREAKPOINT ->
          intel ? ExceptionCodeSymbols.X86_BREAKPOINT : ExceptionCodeSymbols.ARM_BREAKPOINT;
      default -> null;
    };
  }

  /** Tells whether the processor has a name for code 0 of an exception type. */
  static boolean isProcessorCode(Architecture architecture, ExceptionType type, int code) {
    SymbolFamily family = processorFamily(architecture, type);
    return family != null && family.covers(code);
  }

  /** Names code 0 as the processor does; a number if it has no name. */
  static String processorCode(Architecture architecture, ExceptionType type, long code) {
    SymbolFamily family = processorFamily(architecture, type);
    return family == null || code != (int) code ? hex(code) : family.name((int) code);
  }

  /** Returns the family of the flavours of a guard type; null where they are numbers. */
  private static @Nullable SymbolFamily guardFamily(int guardType) {
    return switch (guardType) {
      case ExceptionCodeConstants.GUARD_TYPE_MACH_PORT -> Symbols.GUARD_FLAVOURS;
      case ExceptionCodeConstants.GUARD_TYPE_FD -> ExceptionCodeSymbols.DESCRIPTOR_GUARD_FLAVOURS;
      case ExceptionCodeConstants.GUARD_TYPE_VN -> ExceptionCodeSymbols.FILE_GUARD_FLAVOURS;
      case ExceptionCodeConstants.GUARD_TYPE_VIRT_MEMORY ->
          ExceptionCodeSymbols.MEMORY_GUARD_FLAVOURS;
      default -> null;
    };
  }

  static String guardFlavour(int guardType, int flavour) {
    SymbolFamily family = guardFamily(guardType);
    return family == null ? hex(flavour) : family.name(flavour);
  }

  /** Says what the 32 bits of a target are, which depends on what was guarded. */
  static String guardTarget(int guardType, int target) {
    String number = hex(Integer.toUnsignedLong(target));
    return switch (guardType) {
      case ExceptionCodeConstants.GUARD_TYPE_MACH_PORT -> "port " + number;
      case ExceptionCodeConstants.GUARD_TYPE_FD -> "file descriptor " + target;
      case ExceptionCodeConstants.GUARD_TYPE_USER -> "namespace " + Integer.toUnsignedLong(target);
      default -> "target " + number;
    };
  }

  /** Returns the family of the flavours of a resource; null where they are numbers. */
  private static @Nullable SymbolFamily resourceFamily(int resource) {
    return switch (resource) {
      case ExceptionCodeConstants.RESOURCE_TYPE_CPU -> ExceptionCodeSymbols.CPU_FLAVOURS;
      case ExceptionCodeConstants.RESOURCE_TYPE_WAKEUPS -> ExceptionCodeSymbols.WAKEUPS_FLAVOURS;
      case ExceptionCodeConstants.RESOURCE_TYPE_MEMORY -> ExceptionCodeSymbols.MEMORY_FLAVOURS;
      case ExceptionCodeConstants.RESOURCE_TYPE_IO -> ExceptionCodeSymbols.IO_FLAVOURS;
      case ExceptionCodeConstants.RESOURCE_TYPE_THREADS -> ExceptionCodeSymbols.THREADS_FLAVOURS;
      case ExceptionCodeConstants.RESOURCE_TYPE_PORTS -> ExceptionCodeSymbols.PORTS_FLAVOURS;
      default -> null;
    };
  }

  static String resourceFlavour(int resource, int flavour) {
    SymbolFamily family = resourceFamily(resource);
    return family == null ? Integer.toString(flavour) : family.name(flavour);
  }

  static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }
}
