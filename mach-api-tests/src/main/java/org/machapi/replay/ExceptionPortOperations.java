package org.machapi.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;

/** Getting, setting and swapping the exception ports of threads, tasks and the host. */
final class ExceptionPortOperations {
  static final Map<String, Operations.Handler> HANDLERS = handlers();

  /** {@code EXC_TYPES_COUNT} of XNU 7195. */
  private static final int EXCEPTION_TYPES = 14;

  private static final int EXCEPTION_DEFAULT = 1;
  private static final int THREAD_STATE_NONE = 13;

  private ExceptionPortOperations() {}

  private static Map<String, Operations.Handler> handlers() {
    Map<String, Operations.Handler> handlers = new HashMap<>();
    for (Holder holder : Holder.values()) {
      handlers.put(holder + "_get_exception_ports", call -> get(holder, call));
      handlers.put(holder + "_set_exception_ports", call -> set(holder, call));
      handlers.put(holder + "_swap_exception_ports", call -> swap(holder, call));
    }
    return Map.copyOf(handlers);
  }

  private static Result get(Holder holder, Call call) {
    ExceptionArrays arrays = new ExceptionArrays(call);
    int name = holder.take(call);
    int code = holder.get(call.library(), name, call.number("mask"), arrays);
    holder.giveBack(call, name);
    return handlers(Result.of(code), arrays);
  }

  private static Result set(Holder holder, Call call) {
    int name = holder.take(call);
    int code =
        holder.set(
            call.library(),
            name,
            call.number("mask"),
            call.name("port"),
            call.number("behavior", EXCEPTION_DEFAULT),
            call.number("flavor", THREAD_STATE_NONE));
    holder.giveBack(call, name);
    return Result.of(code);
  }

  private static Result swap(Holder holder, Call call) {
    ExceptionArrays arrays = new ExceptionArrays(call);
    int name = holder.take(call);
    int code =
        holder.swap(
            call.library(),
            name,
            call.number("mask"),
            call.name("port"),
            call.number("behavior", EXCEPTION_DEFAULT),
            call.number("flavor", THREAD_STATE_NONE),
            arrays);
    holder.giveBack(call, name);
    return handlers(Result.of(code), arrays);
  }

  private static Result handlers(Result result, ExceptionArrays arrays) {
    return result.succeeded() ? result.with("handlers", arrays.handlers()) : result;
  }

  /** The four arrays that the kernel fills, and their common count. */
  private record ExceptionArrays(Call call, NativeBuffer words) {
    ExceptionArrays(Call call) {
      this(call, call.words());
      call.setInt(0, EXCEPTION_TYPES);
    }

    jnr.ffi.Pointer count() {
      return call.cell(0);
    }

    jnr.ffi.Pointer masks() {
      return array(0);
    }

    jnr.ffi.Pointer ports() {
      return array(1);
    }

    jnr.ffi.Pointer behaviors() {
      return array(2);
    }

    jnr.ffi.Pointer flavors() {
      return array(3);
    }

    private jnr.ffi.Pointer array(int index) {
      return words.pointer(4 * EXCEPTION_TYPES * index);
    }

    private int word(int array, int index) {
      return words.getInt(4 * (EXCEPTION_TYPES * array + index));
    }

    List<Object> handlers() {
      List<Object> result = new ArrayList<>();
      for (int i = 0; i < call.getInt(0); i++) {
        Map<Object, Object> handler = new LinkedHashMap<>();
        handler.put("mask", Integer.toUnsignedLong(word(0, i)));
        handler.put("port", new PortName(word(1, i)));
        handler.put("behavior", Integer.toUnsignedLong(word(2, i)));
        handler.put("flavor", Integer.toUnsignedLong(word(3, i)));
        result.add(handler);
      }
      return result;
    }
  }

  /** Whose exception ports; each knows its three routines. */
  private enum Holder {
    THREAD {
      @Override
      int take(Call call) {
        return call.name("thread");
      }

      @Override
      int get(MachLibrary library, int name, int mask, ExceptionArrays a) {
        return library.thread_get_exception_ports(
            name, mask, a.masks(), a.count(), a.ports(), a.behaviors(), a.flavors());
      }

      @Override
      int set(MachLibrary library, int name, int mask, int port, int behavior, int flavor) {
        return library.thread_set_exception_ports(name, mask, port, behavior, flavor);
      }

      @Override
      int swap(
          MachLibrary library,
          int name,
          int mask,
          int port,
          int behavior,
          int flavor,
          ExceptionArrays a) {
        return library.thread_swap_exception_ports(
            name,
            mask,
            port,
            behavior,
            flavor,
            a.masks(),
            a.count(),
            a.ports(),
            a.behaviors(),
            a.flavors());
      }
    },
    TASK {
      @Override
      int take(Call call) {
        return call.name("task");
      }

      @Override
      int get(MachLibrary library, int name, int mask, ExceptionArrays a) {
        return library.task_get_exception_ports(
            name, mask, a.masks(), a.count(), a.ports(), a.behaviors(), a.flavors());
      }

      @Override
      int set(MachLibrary library, int name, int mask, int port, int behavior, int flavor) {
        return library.task_set_exception_ports(name, mask, port, behavior, flavor);
      }

      @Override
      int swap(
          MachLibrary library,
          int name,
          int mask,
          int port,
          int behavior,
          int flavor,
          ExceptionArrays a) {
        return library.task_swap_exception_ports(
            name,
            mask,
            port,
            behavior,
            flavor,
            a.masks(),
            a.count(),
            a.ports(),
            a.behaviors(),
            a.flavors());
      }
    },
    HOST {
      /** The recorded calls needed no name of the host; ours do, so it is there for that long. */
      @Override
      int take(Call call) {
        return call.library().mach_host_self();
      }

      @Override
      void giveBack(Call call, int name) {
        call.library().mach_port_deallocate(call.task().ownTaskPort(), name);
      }

      @Override
      int get(MachLibrary library, int name, int mask, ExceptionArrays a) {
        return library.host_get_exception_ports(
            name, mask, a.masks(), a.count(), a.ports(), a.behaviors(), a.flavors());
      }

      @Override
      int set(MachLibrary library, int name, int mask, int port, int behavior, int flavor) {
        return library.host_set_exception_ports(name, mask, port, behavior, flavor);
      }

      @Override
      int swap(
          MachLibrary library,
          int name,
          int mask,
          int port,
          int behavior,
          int flavor,
          ExceptionArrays a) {
        return library.host_swap_exception_ports(
            name,
            mask,
            port,
            behavior,
            flavor,
            a.masks(),
            a.count(),
            a.ports(),
            a.behaviors(),
            a.flavors());
      }
    };

    abstract int take(Call call);

    void giveBack(Call call, int name) {}

    abstract int get(MachLibrary library, int name, int mask, ExceptionArrays arrays);

    abstract int set(MachLibrary library, int name, int mask, int port, int behavior, int flavor);

    abstract int swap(
        MachLibrary library,
        int name,
        int mask,
        int port,
        int behavior,
        int flavor,
        ExceptionArrays arrays);

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
