package org.machapi.exception;

import java.util.List;

/** The names of Unix signals on macOS (XNU bsd/sys/signal.h); Linux numbers some otherwise. */
final class Signals {
  private static final List<String> NAMES =
      List.of(
          "SIGHUP",
          "SIGINT",
          "SIGQUIT",
          "SIGILL",
          "SIGTRAP",
          "SIGABRT",
          "SIGEMT",
          "SIGFPE",
          "SIGKILL",
          "SIGBUS",
          "SIGSEGV",
          "SIGSYS",
          "SIGPIPE",
          "SIGALRM",
          "SIGTERM",
          "SIGURG",
          "SIGSTOP",
          "SIGTSTP",
          "SIGCONT",
          "SIGCHLD",
          "SIGTTIN",
          "SIGTTOU",
          "SIGIO",
          "SIGXCPU",
          "SIGXFSZ",
          "SIGVTALRM",
          "SIGPROF",
          "SIGWINCH",
          "SIGINFO",
          "SIGUSR1",
          "SIGUSR2");

  private Signals() {}

  /** Names any number; such as {@code signal 77} if there is no such signal. */
  static String name(long number) {
    return number >= 1 && number <= NAMES.size() ? NAMES.get((int) number - 1) : "signal " + number;
  }
}
