package org.machapi.exception;

import org.machapi.raw.MachLibrary;

/**
 * Where exception ports are kept, in the order in which the kernel asks them, with the routines of
 * each level.
 */
enum ExceptionLevel {
  THREAD("thread"),
  TASK("task"),
  HOST("host");

  private final String prefix;

  ExceptionLevel(String prefix) {
    this.prefix = prefix;
  }

  /** Names a routine of this level, such as {@code task_get_exception_ports}. */
  String routine(String verb) {
    return prefix + "_" + verb + "_exception_ports";
  }

  int get(MachLibrary library, int target, int mask, ExceptionArrays old) {
    return switch (this) {
      case THREAD ->
          library.thread_get_exception_ports(
              target,
              mask,
              old.masks.pointer(),
              old.count.pointer(),
              old.ports.pointer(),
              old.behaviours.pointer(),
              old.flavours.pointer());
      case TASK ->
          library.task_get_exception_ports(
              target,
              mask,
              old.masks.pointer(),
              old.count.pointer(),
              old.ports.pointer(),
              old.behaviours.pointer(),
              old.flavours.pointer());
      case HOST ->
          library.host_get_exception_ports(
              target,
              mask,
              old.masks.pointer(),
              old.count.pointer(),
              old.ports.pointer(),
              old.behaviours.pointer(),
              old.flavours.pointer());
    };
  }

  int set(MachLibrary library, int target, int mask, int port, int behaviour, int flavour) {
    return switch (this) {
      case THREAD -> library.thread_set_exception_ports(target, mask, port, behaviour, flavour);
      case TASK -> library.task_set_exception_ports(target, mask, port, behaviour, flavour);
      case HOST -> library.host_set_exception_ports(target, mask, port, behaviour, flavour);
    };
  }

  int swap(
      MachLibrary library,
      int target,
      int mask,
      int port,
      int behaviour,
      int flavour,
      ExceptionArrays old) {
    return switch (this) {
      case THREAD ->
          library.thread_swap_exception_ports(
              target,
              mask,
              port,
              behaviour,
              flavour,
              old.masks.pointer(),
              old.count.pointer(),
              old.ports.pointer(),
              old.behaviours.pointer(),
              old.flavours.pointer());
      case TASK ->
          library.task_swap_exception_ports(
              target,
              mask,
              port,
              behaviour,
              flavour,
              old.masks.pointer(),
              old.count.pointer(),
              old.ports.pointer(),
              old.behaviours.pointer(),
              old.flavours.pointer());
      case HOST ->
          library.host_swap_exception_ports(
              target,
              mask,
              port,
              behaviour,
              flavour,
              old.masks.pointer(),
              old.count.pointer(),
              old.ports.pointer(),
              old.behaviours.pointer(),
              old.flavours.pointer());
    };
  }
}
