package org.machapi.tools;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.checkerframework.checker.calledmethods.qual.EnsuresCalledMethods;
import org.checkerframework.checker.mustcall.qual.Owning;
import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.jline.utils.ShutdownHooks;

/**
 * Another Java process of the same user. An agent takes the census there, with the ledger of the
 * process, and hands it over as a file in a folder that only this user can enter.
 */
final class JavaSource implements Source {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int pid;
  private final Duration patience;

  // One for all looks: each agent that a process loads stays on its class path.
  private final @Owning AgentFolder folder;

  /** Runs where a signal ends the program before it closes this. */
  private ShutdownHooks.@MonotonicNonNull Task end;

  /** The last look, which may be over. */
  private @Nullable FutureTask<@Nullable Void> look;

  private boolean isClosed;

  private JavaSource(int pid, Duration patience, @Owning AgentFolder folder) {
    this.pid = pid;
    this.patience = patience;
    this.folder = folder;
  }

  /**
   * Prepares to look at a process.
   *
   * @param pid the process
   * @param patience how long it may take to answer
   */
  static @Owning JavaSource open(int pid, Duration patience) throws RefusedException {
    if (pid < 1) {
      // To signal 0 or a negative number is to signal many processes.
      throw new RefusedException("There is no process " + pid + ".");
    }
    if (pid == ProcessHandle.current().pid()) {
      throw new RefusedException("Process " + pid + " is machports itself.");
    }
    try {
      JavaSource source = new JavaSource(pid, patience, AgentFolder.create());
      source.end = ShutdownHooks.add(source::end);
      return source;
    } catch (IOException e) {
      throw new RefusedException("There is no room for the snapshot of process " + pid + ".", e);
    }
  }

  @Override
  public Snapshot take() throws RefusedException {
    try {
      folder.clear();
      // Before each look: another process may have the number by now.
      QuitSignal.check(pid);
      await(start());
      return folder.snapshot("Process " + pid);
    } catch (IOException e) {
      throw new RefusedException(
          "What process " + pid + " tells of itself cannot be read: " + e + ".", e);
    }
  }

  /** In a thread of its own: a process that has been stopped would never answer. */
  private synchronized FutureTask<@Nullable Void> start() throws RefusedException {
    if (isClosed) {
      // The process would load the agent from a folder that is not there, or not ours.
      throw new RefusedException("The look at process " + pid + " was given up.");
    }
    FutureTask<@Nullable Void> started =
        new FutureTask<>(
            () -> {
              load();
              return null;
            });
    look = started;
    Thread thread = new Thread(started, "machports-attach");
    thread.setDaemon(true);
    thread.start();
    return started;
  }

  /** Gives up a look that is under way. */
  @EnsuresCalledMethods(value = "folder", methods = "close")
  private synchronized void end() {
    isClosed = true;
    if (look != null && look.cancel(false)) {
      // It was under way, and stays so.
      folder.keep();
    }
    folder.close();
  }

  /** Where the two processes talk. */
  Path folder() {
    return folder.path();
  }

  @Override
  @EnsuresCalledMethods(value = "folder", methods = "close")
  public void close() {
    try {
      if (end != null) {
        ShutdownHooks.remove(end);
      }
    } finally {
      end();
    }
  }

  private void load()
      throws IOException,
          AttachNotSupportedException,
          AgentLoadException,
          AgentInitializationException {
    VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
    try {
      machine.loadAgent(folder.agent().toString(), folder.path().toString());
    } finally {
      machine.detach();
    }
  }

  private void await(FutureTask<@Nullable Void> started) throws RefusedException {
    try {
      started.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw AttachFailure.explain(pid, e.getCause());
    } catch (TimeoutException e) {
      folder.keep();
      throw new RefusedException(
          "Process "
              + pid
              + " did not answer within "
              + patience.toSeconds()
              + " s: it is stopped,"
              + " or too busy to reach a safepoint. "
              + folder.path()
              + " is kept, empty, since the process may ask for it yet: delete it when the process"
              + " has ended.",
          e);
    } catch (CancellationException e) {
      throw new RefusedException("The look at process " + pid + " was given up.", e);
    } catch (InterruptedException e) {
      folder.keep();
      Thread.currentThread().interrupt();
      throw new RefusedException("Interrupted while process " + pid + " was looked at.", e);
    }
  }
}
