package org.machapi.replay;

import java.util.Locale;
import org.machapi.raw.MachLibrary;

/** Whose exception ports; each knows its three routines. */
enum ExceptionPortHolder {
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
    return name().toLowerCase(Locale.ROOT);
  }
}
