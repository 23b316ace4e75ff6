package org.machapi.tools;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Another Java process of the same user. An agent takes the census there, with the ledger of the
 * process, and hands it over as a file in a folder that only this user can enter.
 */
final class JavaSource implements Source {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int pid;
  private final Duration patience;

  JavaSource(int pid, Duration patience) {
    this.pid = pid;
    this.patience = patience;
  }

  @Override
  public Snapshot take() throws RefusedException {
    if (pid == ProcessHandle.current().pid()) {
      throw new RefusedException("Process " + pid + " is machports itself.");
    }
    try (AgentFolder folder = AgentFolder.create()) {
      // In a thread of its own: a process that has been stopped would never answer.
      FutureTask<@Nullable Void> look =
          new FutureTask<>(
              () -> {
                load(folder);
                return null;
              });
      Thread thread = new Thread(look, "machports-attach");
      thread.setDaemon(true);
      thread.start();
      await(look);
      return folder.snapshot("Process " + pid);
    } catch (IOException e) {
      throw new RefusedException(
          "The folder for the snapshot of process "
              + pid
              + " cannot be made or cleared: "
              + e
              + ".",
          e);
    }
  }

  private void load(AgentFolder folder)
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

  private void await(FutureTask<@Nullable Void> look) throws RefusedException {
    try {
      look.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw explain(e.getCause());
    } catch (TimeoutException e) {
      throw new RefusedException(
          "Process "
              + pid
              + " did not answer within "
              + patience.toSeconds()
              + " s: it is stopped,"
              + " or too busy to reach a safepoint.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("Interrupted while process " + pid + " was looked at.", e);
    }
  }

  private RefusedException explain(@Nullable Throwable cause) {
    String process = "Process " + pid + " ";
    if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
      return new RefusedException(
          process + "is not there, or not any more: see jps for Java processes.", cause);
    }
    if (cause instanceof NoClassDefFoundError) {
      return new RefusedException(
          "This Java runtime cannot attach to processes: run machports with a JDK, which has the"
              + " module jdk.attach.",
          cause);
    }
    if (cause instanceof AttachNotSupportedException || cause instanceof IOException) {
      return new RefusedException(
          process
              + "lets nobody attach: it is no Java process of this user, or was started with"
              + " -XX:+DisableAttachMechanism; start it without, as the same user ("
              + cause.getMessage()
              + ").",
          cause);
    }
    return new RefusedException(
        process
            + "does not load agents: from JDK 24 on it may need"
            + " -XX:+EnableDynamicAgentLoading ("
            + cause
            + ").",
        cause);
  }

  /** The folder through which the two processes talk; only this user can enter it. */
  private static final class AgentFolder implements AutoCloseable {
    private final Path path;

    private AgentFolder(Path path) {
      this.path = path;
    }

    static AgentFolder create() throws IOException {
      Path path = Files.createTempDirectory("machports");
      AgentFolder folder = new AgentFolder(path);
      AgentJar.write(folder.agent());
      Files.write(path.resolve(MachportsAgent.CLASS_PATH), AgentJar.classPath());
      return folder;
    }

    Path path() {
      return path;
    }

    Path agent() {
      return path.resolve("agent.jar");
    }

    Snapshot snapshot(String process) throws RefusedException, IOException {
      Path failure = path.resolve(MachportsAgent.FAILURE);
      if (Files.exists(failure)) {
        throw new RefusedException(
            process
                + " was reached, but the census failed there: "
                + Printable.of(Files.readString(failure))
                + ". Does it have this version of mach-api, and a kernel?");
      }
      try (InputStream in = Files.newInputStream(path.resolve(AgentCensus.SNAPSHOT))) {
        return SnapshotReader.read(in, "What " + process + " tells of itself");
      }
    }

    @Override
    public void close() throws IOException {
      for (String name :
          new String[] {
            "agent.jar",
            MachportsAgent.CLASS_PATH,
            MachportsAgent.FAILURE,
            AgentCensus.SNAPSHOT,
            AgentCensus.SNAPSHOT + ".part"
          }) {
        Files.deleteIfExists(path.resolve(name));
      }
      Files.delete(path);
    }
  }
}
