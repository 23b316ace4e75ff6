package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Carries out the recipes that make a voucher: a sequence of changes to a set of values, one for
 * each key. What a value means is not simulated, only which are the same.
 */
final class VoucherRecipes {
  /** A key, a command, the name of another voucher, and how many bytes of content follow. */
  private static final int HEADER_SIZE = 16;

  /** Keys of {@code <mach/mach_voucher_types.h>}; those between them have no meaning yet. */
  private static final int KEY_ALL = -1;

  private static final int KEY_FIRST = 1;
  private static final int KEY_IMPORTANCE = 2;
  private static final int KEY_BANK = 3;
  private static final int KEY_PTHPRIORITY = 4;
  private static final int KEY_USER_DATA = 7;
  private static final int KEY_TEST = 8;
  private static final int KEY_LAST = KEY_TEST;

  /** Commands that the kernel itself knows, for every key. */
  private static final int COPY = 1;

  private static final int REMOVE = 2;
  private static final int SET_VALUE_HANDLE = 3;
  private static final int REDEEM = 10;

  /** Commands of the managers of single keys. */
  private static final int AUTO_REDEEM = 4;

  private static final int SEND_PREPROCESS = 5;
  private static final int IMPORTANCE_SELF = 200;
  private static final int USER_DATA_STORE = 211;
  private static final int BANK_CREATE = 610;
  private static final int BANK_MODIFY_PERSONA = 611;
  private static final int PTHPRIORITY_CREATE = 710;

  private final Kernel kernel;

  /** What the recipes have made so far. */
  private Map<Integer, Object> values = new HashMap<>();

  VoucherRecipes(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Returns what the last recipes that succeeded made. */
  Map<Integer, Object> values() {
    return values;
  }

  /**
   * Carries out recipes in their order, up to the first that fails.
   *
   * @param in the recipes, one after the other, in native byte order
   */
  int run(Task caller, ByteBuffer in) {
    values = new HashMap<>();
    int result = KERN_SUCCESS;
    while (result == KERN_SUCCESS && in.hasRemaining()) {
      result = runNext(caller, in);
    }
    return result;
  }

  private int runNext(Task caller, ByteBuffer in) {
    if (in.remaining() < HEADER_SIZE) {
      return KERN_INVALID_ARGUMENT;
    }
    int key = in.getInt();
    int command = in.getInt();
    int previousName = in.getInt();
    int size = in.getInt();
    if (Integer.compareUnsigned(size, in.remaining()) > 0) {
      return KERN_INVALID_ARGUMENT;
    }
    byte[] content = new byte[size];
    in.get(content);
    Map<Integer, Object> previous = null;
    if (previousName != MACH_PORT_NULL) {
      Port port = kernel.names.send(caller.space, previousName);
      if (port == null || !(port.object instanceof Voucher voucher)) {
        return KERN_INVALID_CAPABILITY;
      }
      previous = voucher.values;
    }
    return switch (command) {
      case COPY -> copy(key, previous, content);
      case REMOVE -> remove(key, previous, content);
      // For managers in the kernel only.
      case SET_VALUE_HANDLE -> KERN_INVALID_CAPABILITY;
      default -> replace(caller, key, command, previous, content);
    };
  }

  private static boolean isKey(int key) {
    return key >= KEY_FIRST && key <= KEY_LAST;
  }

  private int copy(int key, @Nullable Map<Integer, Object> previous, byte[] content) {
    if (content.length > 0) {
      return KERN_INVALID_ARGUMENT;
    }
    if (previous == null) {
      // Nothing to copy, whatever the key.
      return KERN_SUCCESS;
    }
    if (key == KEY_ALL) {
      values = new HashMap<>(previous);
      return KERN_SUCCESS;
    }
    if (!isKey(key)) {
      return KERN_INVALID_ARGUMENT;
    }
    set(key, previous.get(key));
    return KERN_SUCCESS;
  }

  /** Removes values; if there is another voucher, only those that it has as well. */
  private int remove(int key, @Nullable Map<Integer, Object> previous, byte[] content) {
    if (content.length > 0 || key != KEY_ALL && !isKey(key)) {
      return KERN_INVALID_ARGUMENT;
    }
    values
        .entrySet()
        .removeIf(
            entry ->
                (key == KEY_ALL || key == entry.getKey())
                    && (previous == null || entry.getValue().equals(previous.get(entry.getKey()))));
    return KERN_SUCCESS;
  }

  private void set(int key, @Nullable Object value) {
    if (value == null) {
      values.remove(key);
    } else {
      values.put(key, value);
    }
  }

  /**
   * Has the manager of a key make its value. Redeeming all keys at once comes to one without a
   * manager first, and fails like that.
   */
  private int replace(
      Task caller, int key, int command, @Nullable Map<Integer, Object> previous, byte[] content) {
    Object before = previous == null ? values.get(key) : previous.get(key);
    switch (key) {
      case KEY_IMPORTANCE -> {
        if (content.length > 0 || command != REDEEM && command != IMPORTANCE_SELF) {
          return KERN_INVALID_ARGUMENT;
        }
        set(key, command == REDEEM ? before : caller);
      }
      case KEY_USER_DATA, KEY_TEST -> {
        if (command != REDEEM && command != USER_DATA_STORE) {
          return KERN_INVALID_ARGUMENT;
        }
        Object stored = content.length == 0 ? null : ByteBuffer.wrap(content);
        set(key, command == REDEEM ? before : stored);
      }
      case KEY_PTHPRIORITY -> {
        if (command != PTHPRIORITY_CREATE || content.length != Integer.BYTES) {
          return KERN_INVALID_ARGUMENT;
        }
        if (ByteBuffer.wrap(content).getInt() != 0) {
          throw unsimulated("a priority: the thread library decides which are the same");
        }
        set(key, null);
      }
      case KEY_BANK -> {
        return switch (command) {
          case BANK_CREATE, BANK_MODIFY_PERSONA, REDEEM, AUTO_REDEEM, SEND_PREPROCESS ->
              throw unsimulated("who is to be billed: the value changes on the way");
          default -> KERN_INVALID_ARGUMENT;
        };
      }
      default -> {
        return KERN_INVALID_ARGUMENT;
      }
    }
    return KERN_SUCCESS;
  }

  private static UnsimulatedRoutineException unsimulated(String what) {
    return new UnsimulatedRoutineException("host_create_mach_voucher", what);
  }
}
