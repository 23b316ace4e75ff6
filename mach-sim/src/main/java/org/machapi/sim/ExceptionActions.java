package org.machapi.sim;

import static org.machapi.raw.ExceptionConstants.EXCEPTION_DEFAULT;
import static org.machapi.raw.ExceptionConstants.EXCEPTION_IDENTITY_PROTECTED;
import static org.machapi.raw.ExceptionConstants.EXCEPTION_STATE;
import static org.machapi.raw.ExceptionConstants.EXCEPTION_STATE_IDENTITY;
import static org.machapi.raw.ExceptionConstants.EXCEPTION_STATE_IDENTITY_PROTECTED;
import static org.machapi.raw.ExceptionConstants.EXC_CORPSE_NOTIFY;
import static org.machapi.raw.ExceptionConstants.EXC_MASK_ALL;
import static org.machapi.raw.ExceptionConstants.EXC_MASK_CORPSE_NOTIFY;
import static org.machapi.raw.ExceptionConstants.EXC_MASK_CRASH;
import static org.machapi.raw.ExceptionConstants.EXC_MASK_GUARD;
import static org.machapi.raw.ExceptionConstants.EXC_MASK_RPC_ALERT;
import static org.machapi.raw.ExceptionConstants.FIRST_EXCEPTION;
import static org.machapi.raw.ExceptionConstants.MACH_EXCEPTION_BACKTRACE_PREFERRED;
import static org.machapi.raw.ExceptionConstants.MACH_EXCEPTION_CODES;
import static org.machapi.raw.ExceptionConstants.MACH_EXCEPTION_MASK;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The exception ports of one thread, task or host: for each type of exception a send right, a
 * behaviour and a flavour.
 */
final class ExceptionActions {
  static final int TYPES = EXC_CORPSE_NOTIFY + 1;
  static final int VALID_MASK = EXC_MASK_ALL | EXC_MASK_CRASH | EXC_MASK_CORPSE_NOTIFY;

  private final Ports portCounts;
  private final @Nullable Port[] ports = new Port[TYPES];
  private final int[] behaviors = new int[TYPES];
  private final int[] flavors = new int[TYPES];

  /** Whether any exception port was ever set: a thread without has no handlers to show at all. */
  private boolean touched;

  private ExceptionActions(Ports portCounts, boolean touched) {
    this.portCounts = portCounts;
    this.touched = touched;
  }

  static ExceptionActions ofThread(Ports portCounts) {
    return new ExceptionActions(portCounts, false);
  }

  static ExceptionActions ofTask(Ports portCounts) {
    return new ExceptionActions(portCounts, true);
  }

  /**
   * Makes those of the host, where the kernel's own handler turns most exceptions into BSD signals;
   * later kernels leave violated guards to others (osfmk/kern/ux_handler.c:ux_handler_setup).
   */
  static ExceptionActions ofHost(Ports portCounts, Rules rules) {
    int others =
        rules.has(Rule.LEAVES_GUARDS_TO_OTHERS)
            ? EXC_MASK_RPC_ALERT | EXC_MASK_GUARD
            : EXC_MASK_RPC_ALERT;
    Port handler = new Port();
    handler.objectType = ObjectType.UX_HANDLER;
    ExceptionActions actions = new ExceptionActions(portCounts, true);
    for (int type = FIRST_EXCEPTION; type < TYPES; type++) {
      if ((EXC_MASK_ALL & ~others & 1 << type) != 0) {
        portCounts.makeSend(handler);
        actions.ports[type] = handler;
        actions.behaviors[type] = EXCEPTION_DEFAULT | MACH_EXCEPTION_CODES;
      }
    }
    return actions;
  }

  /**
   * Tells whether a behaviour can be set; for the null port nothing but protection without 64-bit
   * codes is refused.
   */
  static boolean behaviorIsFine(Rules rules, @Nullable Port port, int behavior) {
    int kind = behavior & ~MACH_EXCEPTION_MASK;
    boolean needsCodes =
        kind == EXCEPTION_IDENTITY_PROTECTED
            || (behavior & MACH_EXCEPTION_BACKTRACE_PREFERRED) != 0;
    if (rules.has(Rule.IDENTITY_PROTECTED_EXCEPTIONS)
        && needsCodes
        && (behavior & MACH_EXCEPTION_CODES) == 0) {
      return false;
    }
    if (!Port.valid(port)) {
      return true;
    }
    return kind == EXCEPTION_DEFAULT
        || kind == EXCEPTION_STATE
        || kind == EXCEPTION_STATE_IDENTITY
        || rules.has(Rule.IDENTITY_PROTECTED_EXCEPTIONS)
            && (kind == EXCEPTION_IDENTITY_PROTECTED || kind == EXCEPTION_STATE_IDENTITY_PROTECTED);
  }

  /** Sets the handler for the types in a mask, with a copy of a send right for each. */
  void set(int mask, @Nullable Port port, int behavior, int flavor) {
    touched = true;
    for (int type = FIRST_EXCEPTION; type < TYPES; type++) {
      if ((mask & 1 << type) != 0) {
        replace(type, port, behavior, flavor);
      }
    }
  }

  private void replace(int type, @Nullable Port port, int behavior, int flavor) {
    Port old = ports[type];
    ports[type] = portCounts.copySend(port);
    behaviors[type] = behavior;
    flavors[type] = flavor;
    portCounts.releaseSend(old);
  }

  /** Collects the handlers of the types in a mask, types with the same one together. */
  Handlers get(int mask) {
    Handlers handlers = new Handlers();
    for (int type = FIRST_EXCEPTION; touched && type < TYPES; type++) {
      if ((mask & 1 << type) != 0) {
        collect(handlers, type);
      }
    }
    return handlers;
  }

  private void collect(Handlers handlers, int type) {
    if (!handlers.join(type, ports[type], behaviors[type], flavors[type])) {
      handlers.add(
          type, ports[type], portCounts.copySend(ports[type]), behaviors[type], flavors[type]);
    }
  }

  /** Collects the handlers as {@link #get} does and replaces each. */
  Handlers swap(int mask, @Nullable Port port, int behavior, int flavor) {
    touched = true;
    Handlers handlers = new Handlers();
    for (int type = FIRST_EXCEPTION; type < TYPES; type++) {
      if ((mask & 1 << type) != 0) {
        collect(handlers, type);
        replace(type, port, behavior, flavor);
      }
    }
    return handlers;
  }

  @Nullable Port port(int type) {
    return ports[type];
  }

  int behavior(int type) {
    return behaviors[type];
  }

  int flavor(int type) {
    return flavors[type];
  }

  /** Gives all rights back. */
  void release() {
    for (int type = FIRST_EXCEPTION; type < TYPES; type++) {
      replace(type, null, 0, 0);
    }
  }

  /**
   * What a call that asks for handlers gets: arrays side by side, as many elements in use as the
   * count says.
   */
  static final class Handlers {
    final int[] masks = new int[TYPES];
    final @Nullable Port[] rights = new Port[TYPES];
    final int[] behaviors = new int[TYPES];
    final int[] flavors = new int[TYPES];
    int count;

    /** The ports that the rights were made from, to find types with the same handler. */
    private final @Nullable Port[] sources = new Port[TYPES];

    private boolean join(int type, @Nullable Port port, int behavior, int flavor) {
      for (int i = 0; i < count; i++) {
        if (sources[i] == port && behaviors[i] == behavior && flavors[i] == flavor) {
          masks[i] |= 1 << type;
          return true;
        }
      }
      return false;
    }

    private void add(
        int type, @Nullable Port source, @Nullable Port right, int behavior, int flavor) {
      masks[count] = 1 << type;
      sources[count] = source;
      rights[count] = right;
      behaviors[count] = behavior;
      flavors[count] = flavor;
      count++;
    }
  }
}
