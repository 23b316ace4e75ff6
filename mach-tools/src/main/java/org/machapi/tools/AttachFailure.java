package org.machapi.tools;

import com.sun.tools.attach.AttachNotSupportedException;
import java.io.IOException;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Why a process did not load the agent, and what to do. */
final class AttachFailure {
  private AttachFailure() {}

  /**
   * Explains a failure.
   *
   * @param pid the process
   * @param cause what the Java runtime says
   */
  static RefusedException explain(int pid, @Nullable Throwable cause) {
    return new RefusedException("Process " + pid + " " + problem(pid, cause), cause);
  }

  private static String problem(int pid, @Nullable Throwable cause) {
    if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
      return "is not there, or not any more: see jps for Java processes.";
    }
    if (cause instanceof NoClassDefFoundError) {
      return "cannot be attached to by this Java runtime: run machports with a JDK, which has the"
          + " module jdk.attach.";
    }
    Optional<String> owner = ProcessHandle.of(pid).flatMap(process -> process.info().user());
    Optional<String> self = ProcessHandle.current().info().user();
    if (owner.isPresent() && self.isPresent() && !owner.equals(self)) {
      return "belongs to "
          + owner.get()
          + ", and takes an agent only from there: run machports as that user, and not as "
          + self.get()
          + ".";
    }
    if (QuitSignal.isStopped(pid)) {
      return "is stopped: let it go on, with kill -CONT " + pid + ".";
    }
    String said = String.valueOf(cause == null ? null : cause.getMessage());
    if (cause instanceof AttachNotSupportedException || cause instanceof IOException) {
      return "lets nobody attach: it is no Java process of this user, or was started with"
          + " -XX:+DisableAttachMechanism, or is stopped or too busy to answer; start it without,"
          + " as the same user ("
          + said
          + ").";
    }
    if (said.contains("java.instrument")) {
      return "does not load agents: its Java runtime lacks the module java.instrument; run it with"
          + " one that has it (jlink --add-modules java.instrument).";
    }
    return "does not load agents: it does not if it was started with"
        + " -XX:-EnableDynamicAgentLoading, or if it cannot read the temporary files of this user ("
        + cause
        + ").";
  }
}
