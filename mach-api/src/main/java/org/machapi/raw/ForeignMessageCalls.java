package org.machapi.raw;

import com.kenai.jffi.Library;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Carries messages with the foreign function API of JDK 22 and newer.
 *
 * <p>JNR-FFI has a quick way for at most six parameters; {@code mach_msg} has seven, and takes
 * several times as long as through JNI (docs/performance.md has the figures). The foreign function
 * API has no such limit.
 *
 * <p>The API is looked up by reflection, once for each virtual machine, since this library is
 * compiled for JDK 17, where it is missing. What comes of it is a plain {@link MethodHandle} that
 * takes numbers, so the calls themselves are as direct as if the API had been named here. A release
 * of the library for several JDKs at once would hold the same code twice, and would have to be
 * built with the newest of them.
 */
final class ForeignMessageCalls implements MessageCalls {
  /** Stands where reflection wants an object and a static member needs none. */
  private static final Object STATIC = new Object();

  /** Null where the foreign function API is missing or forbidden. */
  private static final @Nullable MethodHandle MACH_MSG = handle("AIIIIII");

  private static final @Nullable MethodHandle MACH_MSG_OVERWRITE = handle("AIIIIIIAI");

  /** The functions, as the objects that the API has for addresses. */
  private final Object machMsg;

  private final Object machMsgOverwrite;

  private ForeignMessageCalls(Object machMsg, Object machMsgOverwrite) {
    this.machMsg = machMsg;
    this.machMsgOverwrite = machMsgOverwrite;
  }

  /**
   * Makes the calls of a library.
   *
   * @param symbols a library that exports both routines
   * @return null if this virtual machine has no foreign function API, or does not let this library
   *     use it
   */
  static @Nullable ForeignMessageCalls of(Library symbols) {
    if (MACH_MSG == null || MACH_MSG_OVERWRITE == null) {
      return null;
    }
    try {
      Method ofAddress =
          Class.forName("java.lang.foreign.MemorySegment").getMethod("ofAddress", long.class);
      return new ForeignMessageCalls(
          invoke(ofAddress, STATIC, symbols.getSymbolAddress("mach_msg")),
          invoke(ofAddress, STATIC, symbols.getSymbolAddress("mach_msg_overwrite")));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("half a foreign function API", e);
    }
  }

  @Override
  @SuppressWarnings("nullness:dereference.of.nullable") // Instances exist only with handles.
  public int mach_msg(
      Pointer msg, int option, int send_size, int rcv_size, int rcv_name, int timeout, int notify) {
    try {
      return (int)
          MACH_MSG.invokeExact(
              machMsg, address(msg), option, send_size, rcv_size, rcv_name, timeout, notify);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  @SuppressWarnings("nullness:dereference.of.nullable") // Instances exist only with handles.
  public int mach_msg_overwrite(
      Pointer msg,
      int option,
      int send_size,
      int rcv_size,
      int rcv_name,
      int timeout,
      int notify,
      Pointer rcv_msg,
      int rcv_limit) {
    try {
      return (int)
          MACH_MSG_OVERWRITE.invokeExact(
              machMsgOverwrite,
              address(msg),
              option,
              send_size,
              rcv_size,
              rcv_name,
              timeout,
              notify,
              address(rcv_msg),
              rcv_limit);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static long address(@Nullable Pointer pointer) {
    return pointer == null ? 0 : pointer.address();
  }

  /** A foreign function throws nothing itself; this is the virtual machine running out of stack. */
  private static RuntimeException unexpected(Throwable e) {
    if (e instanceof Error) {
      throw (Error) e;
    }
    throw new AssertionError(e);
  }

  /**
   * Makes a handle that takes the function, as an {@code Object}, and its arguments.
   *
   * @param parameters {@code A} for an address, {@code I} for 32 bits
   */
  private static @Nullable MethodHandle handle(String parameters) {
    try {
      if (!nativeAccessIsEnabled()) {
        // Using the API all the same would earn the program a warning, or end in an exception.
        return null;
      }
      Class<?> layouts = Class.forName("java.lang.foreign.ValueLayout");
      Class<?> layout = Class.forName("java.lang.foreign.MemoryLayout");
      Object number = constant(layouts, "JAVA_INT");
      Object address = constant(layouts, "JAVA_LONG");
      Object arguments = Array.newInstance(layout, parameters.length());
      Class<?>[] types = new Class<?>[parameters.length()];
      for (int i = 0; i < types.length; i++) {
        boolean isAddress = parameters.charAt(i) == 'A';
        Array.set(arguments, i, isAddress ? address : number);
        types[i] = isAddress ? long.class : int.class;
      }
      Class<?> descriptor = Class.forName("java.lang.foreign.FunctionDescriptor");
      Object signature =
          invoke(
              descriptor.getMethod("of", layout, arguments.getClass()), STATIC, number, arguments);
      Class<?> linker = Class.forName("java.lang.foreign.Linker");
      Object options = Array.newInstance(Class.forName("java.lang.foreign.Linker$Option"), 0);
      Object call =
          invoke(
              linker.getMethod("downcallHandle", descriptor, options.getClass()),
              invoke(linker.getMethod("nativeLinker"), STATIC),
              signature,
              options);
      return ((MethodHandle) call)
          .asType(MethodType.methodType(int.class, types).insertParameterTypes(0, Object.class));
    } catch (ReflectiveOperationException | UnsupportedOperationException e) {
      return null;
    }
  }

  /** Since JDK 22, where the foreign function API became final, a module can be asked. */
  private static boolean nativeAccessIsEnabled() throws ReflectiveOperationException {
    Method question = Module.class.getMethod("isNativeAccessEnabled");
    return (boolean) invoke(question, ForeignMessageCalls.class.getModule());
  }

  /** Calls a method of the API; the target counts for nothing if it is static. */
  private static Object invoke(Method method, Object target, Object... arguments)
      throws ReflectiveOperationException {
    Object result;
    try {
      result = method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalCallerException
          || e.getCause() instanceof UnsupportedOperationException) {
        throw new UnsupportedOperationException(e.getCause());
      }
      throw e;
    }
    if (result == null) {
      throw new NoSuchMethodException(method + " returned null");
    }
    return result;
  }

  /** Reads a constant of the API. */
  private static Object constant(Class<?> type, String name) throws ReflectiveOperationException {
    Object value = type.getField(name).get(STATIC);
    if (value == null) {
      throw new NoSuchFieldException(type + "." + name + " is null");
    }
    return value;
  }
}
