package org.machapi.tools;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.checkerframework.checker.mustcall.qual.InheritableMustCall;

/**
 * The folder through which two processes talk. Only this user can enter it, as the Java runtime
 * makes temporary folders where the file system knows permissions.
 */
@InheritableMustCall("close")
final class AgentFolder implements AutoCloseable {
  private static final Logger LOG = System.getLogger(AgentFolder.class.getName());

  private final Path path;

  private boolean isKept;
  private boolean isClosed;

  private AgentFolder(Path path) {
    this.path = path;
  }

  static AgentFolder create() throws IOException {
    return create(Path.of(System.getProperty("java.io.tmpdir")), AgentJar.classPath());
  }

  /**
   * Makes a folder.
   *
   * @param parent where
   * @param classPath what the agent loads the tool from
   */
  static AgentFolder create(Path parent, List<String> classPath) throws IOException {
    AgentFolder folder = new AgentFolder(Files.createTempDirectory(parent, "machports"));
    try {
      AgentJar.write(folder.agent());
      Files.write(folder.path().resolve(MachportsAgent.CLASS_PATH), classPath);
      return folder;
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  Path path() {
    return path;
  }

  Path agent() {
    return path.resolve("agent.jar");
  }

  /** Forgets what the last look brought. */
  void clear() throws IOException {
    for (String name :
        new String[] {
          MachportsAgent.FAILURE, AgentCensus.SNAPSHOT, AgentCensus.SNAPSHOT + ".part"
        }) {
      Files.deleteIfExists(path.resolve(name));
    }
  }

  /** Reads what the agent left. */
  Snapshot snapshot(String process) throws RefusedException, IOException {
    Path failure = path.resolve(MachportsAgent.FAILURE);
    if (Files.exists(failure)) {
      throw new RefusedException(
          process
              + " was reached, but the census failed there: "
              + Files.readString(failure)
              + ". Does it have this version of mach-api, and a kernel?");
    }
    try (InputStream in = Files.newInputStream(path.resolve(AgentCensus.SNAPSHOT))) {
      return SnapshotReader.read(in, "What " + process + " tells of itself");
    }
  }

  /**
   * Leaves the folder there, empty, when this is closed: a process may still load the agent from
   * it, and whoever made the folder anew would choose what is loaded.
   */
  synchronized void keep() {
    isKept = true;
  }

  @Override
  public synchronized void close() {
    if (isClosed) {
      // By whoever ended the program, or before it.
      return;
    }
    isClosed = true;
    try {
      clear();
      Files.deleteIfExists(agent());
      Files.deleteIfExists(path.resolve(MachportsAgent.CLASS_PATH));
      if (!isKept) {
        Files.delete(path);
      }
    } catch (IOException e) {
      // What was asked for is there; a process that answers too late may write here again.
      LOG.log(Level.WARNING, "{0} is left behind: {1}", path, e);
    }
  }
}
