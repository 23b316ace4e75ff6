package org.machapi.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.Variable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls every bound routine through JNR-FFI and lets a library in C tell what arrived. */
@Timeout(120)
class BoundRoutinesTest {
  private static final Runtime RUNTIME = Runtime.getSystemRuntime();

  /** 32-bit values that a sign extension, a zero extension or a swap of halves would change. */
  private static final int[] INTS = {
    0,
    1,
    -1,
    Integer.MIN_VALUE,
    Integer.MAX_VALUE,
    0x8000_0001,
    0xfedc_ba98,
    0x0000_ffff,
    0x1000_400c
  };

  private static final long[] LONGS = {
    0,
    1,
    -1,
    Long.MIN_VALUE,
    Long.MAX_VALUE,
    0xfedc_ba98_7654_3210L,
    0xffff_ffffL,
    0x1_0000_0000L,
    0x8000_0000L
  };

  /** Addresses that nobody maps: a routine that followed one would crash the test. */
  private static final long[] ADDRESSES = {
    0,
    1,
    -1,
    0x7fff_ffff_f000L,
    0xfedc_ba98_7654_3210L,
    0xffff_ffffL,
    0x8000_0000L,
    16,
    0x1_0000_0000L
  };

  private static MachLibrary library;
  private static CLibraryControl control;

  @BeforeAll
  static void load() {
    Path path = CLibrary.complete();
    library = NativeMachLibrary.load(path);
    control = CLibraryControl.of(path);
  }

  static List<Method> routines() {
    return Stream.of(MachLibrary.class.getMethods())
        .filter(method -> !method.getReturnType().equals(Variable.class))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .sorted(Comparator.comparing(Method::getName))
        .collect(Collectors.toList());
  }

  @Test
  void thereAreRoutinesToCall() {
    assertThat(routines()).hasSizeGreaterThan(220);
  }

  /**
   * JNR-FFI's call stub for x86_64 reads the sixth number from the wrong stack slot (jnr-ffi issue
   * 181). Found by the test below, which cannot find it on arm64.
   */
  @ParameterizedTest
  @MethodSource("routines")
  void sixNumbersAreNotLeftToJnrBecauseTheLastWouldNotArrive(Method routine)
      throws NoSuchMethodException {
    boolean onlyNumbers = Stream.of(routine.getParameterTypes()).allMatch(Class::isPrimitive);
    if (onlyNumbers && routine.getParameterCount() == 6) {
      Method bound =
          NativeMachLibrary.newestFirst()
              .get(0)
              .getMethod(routine.getName(), routine.getParameterTypes());

      assertThat(bound.isDefault()).as(routine.getName()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("routines")
  void everyArgumentArrivesBitForBit(Method routine) throws ReflectiveOperationException {
    Class<?>[] types = routine.getParameterTypes();
    for (int round = 0; round < INTS.length; round++) {
      List<Object> arguments = new ArrayList<>();
      List<Long> bits = new ArrayList<>();
      for (int i = 0; i < types.length; i++) {
        // Another value for each position, so that swapped arguments show.
        int pick = (round + i) % INTS.length;
        if (types[i] == int.class) {
          arguments.add(INTS[pick]);
          bits.add(INTS[pick] & 0xffff_ffffL);
        } else if (types[i] == long.class) {
          arguments.add(LONGS[pick]);
          bits.add(LONGS[pick]);
        } else if (types[i] == byte.class) {
          arguments.add((byte) INTS[pick]);
          bits.add(INTS[pick] & 0xffL);
        } else {
          assertThat(types[i]).isEqualTo(Pointer.class);
          arguments.add(Pointer.wrap(RUNTIME, ADDRESSES[pick]));
          bits.add(ADDRESSES[pick]);
        }
      }

      routine.invoke(library, arguments.toArray());

      assertThat(control.c_library_called()).isEqualTo(routine.getName());
      assertThat(arrived()).as("%s%s", routine.getName(), arguments).isEqualTo(bits);
    }
  }

  @ParameterizedTest
  @MethodSource("routines")
  void aNullPointerArrivesAsNullAndABufferAsItsAddress(Method routine)
      throws ReflectiveOperationException {
    NativeBuffer buffer = NativeBuffer.allocate(64);
    for (boolean isNull : new boolean[] {true, false}) {
      List<Object> arguments = new ArrayList<>();
      List<Long> bits = new ArrayList<>();
      Class<?>[] types = routine.getParameterTypes();
      for (int i = 0; i < types.length; i++) {
        if (types[i] == Pointer.class) {
          Pointer pointer = isNull ? null : buffer.pointer(i);
          arguments.add(pointer);
          bits.add(isNull ? 0 : buffer.pointer().address() + i);
        } else {
          arguments.add(number(types[i], -1L - i));
          bits.add((-1L - i) & maskOf(types[i]));
        }
      }

      routine.invoke(library, arguments.toArray());

      assertThat(arrived()).as(routine.getName()).isEqualTo(bits);
    }
  }

  @ParameterizedTest
  @MethodSource("routines")
  void theResultComesBackBitForBit(Method routine) throws ReflectiveOperationException {
    Object[] arguments =
        Stream.of(routine.getParameterTypes())
            .map(type -> type == Pointer.class ? null : number(type, 0))
            .toArray();
    for (int answer : INTS) {
      // The upper half of the register is not part of a 32-bit result, whatever is in it.
      long register = 0xa5a5_a5a5_0000_0000L | (answer & 0xffff_ffffL);
      control.c_library_answer(register);

      Object result = routine.invoke(library, arguments);

      if (routine.getReturnType() == void.class) {
        assertThat(result).as(routine.getName()).isNull();
      } else if (routine.getReturnType() == Pointer.class) {
        assertThat(((Pointer) result).address()).as(routine.getName()).isEqualTo(register);
      } else {
        assertThat(result)
            .as(routine.getName())
            .isEqualTo(number(routine.getReturnType(), register));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("routines")
  void whatTheRoutineStoresThroughAPointerIsReadBack(Method routine)
      throws ReflectiveOperationException {
    Class<?>[] types = routine.getParameterTypes();
    for (int i = 0; i < types.length; i++) {
      if (types[i] != Pointer.class) {
        continue;
      }
      Object[] arguments = new Object[types.length];
      NativeBuffer buffer = NativeBuffer.allocate(24);
      for (int j = 0; j < types.length; j++) {
        arguments[j] = types[j] == Pointer.class ? null : number(types[j], j);
      }
      arguments[i] = buffer.pointer(8);

      control.c_library_store(i, 0xfedc_ba98_7654_3210L, 8);
      routine.invoke(library, arguments);
      assertThat(buffer.getLong(0)).isZero();
      assertThat(buffer.getLong(8)).isEqualTo(0xfedc_ba98_7654_3210L);
      assertThat(buffer.getLong(16)).isZero();

      control.c_library_store(i, 0x8000_0001L, 4);
      routine.invoke(library, arguments);
      assertThat(buffer.getInt(8)).isEqualTo(0x8000_0001);
      // The neighbour keeps the earlier value: only 32 bits were stored.
      assertThat(buffer.getInt(12)).isEqualTo((int) (0xfedc_ba98_7654_3210L >>> 32));
    }
  }

  @Test
  void everyVariableIsReadWithAllItsBits() {
    assertThat(library.mach_task_self_().get()).isEqualTo(CLibrary.TASK_SELF);
    assertThat(library.bootstrap_port().get())
        .isEqualTo(CLibrary.VALUES.get("bootstrap_port").intValue());
    assertThat(library.vm_page_size().get()).isEqualTo(CLibrary.VALUES.get("vm_page_size"));
    assertThat(library.NDR_record().get()).isEqualTo(CLibrary.VALUES.get("NDR_record"));
  }

  @Test
  void noVariableIsForgotten() {
    assertThat(CLibrary.VALUES.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(MachLibrary.class.getMethods())
                .filter(method -> method.getReturnType().equals(Variable.class))
                .map(Method::getName)
                .collect(Collectors.toSet()));
  }

  @Test
  void messagesTakeTheWayOfTheForeignFunctionApiWhereThereIsOne() {
    assertThat(MessageCallsTable.of((BoundLibrary) library) instanceof ForeignMessageCalls)
        .isEqualTo(java.lang.Runtime.version().feature() >= 22);
  }

  @Test
  void readingTheTaskPortCallsNothing() {
    library.mach_thread_self();

    library.mach_task_self_().get();

    assertThat(control.c_library_called()).isEqualTo("mach_thread_self");
  }

  /** A number of the wanted width. */
  private static Object number(Class<?> type, long value) {
    if (type == byte.class) {
      return (byte) value;
    }
    return type == int.class ? (Object) (int) value : (Object) value;
  }

  private static long maskOf(Class<?> type) {
    return type == byte.class ? 0xff : type == int.class ? 0xffff_ffffL : -1;
  }

  private static List<Long> arrived() {
    List<Long> bits = new ArrayList<>();
    for (int i = 0; i < control.c_library_count(); i++) {
      bits.add(control.c_library_argument(i));
    }
    return bits;
  }
}
