package org.machapi.tools;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs in the process that is looked at. The only class of the tool that gets onto its class path:
 * all else is loaded beside it, by a loader that asks the process first, so that the census is
 * taken with the process's own library, kernel and ledger.
 */
public final class MachportsAgent {
  static final String CLASS_PATH = "classpath";
  static final String FAILURE = "failure";

  private MachportsAgent() {}

  /**
   * Takes a census of this process.
   *
   * @param folder where the class path of the tool stands, and where the snapshot goes
   * @throws IOException if not even a failure can be written there
   */
  public static void agentmain(String folder) throws IOException {
    Path path = Path.of(folder);
    try (URLClassLoader loader = loader(Files.readAllLines(path.resolve(CLASS_PATH)), ClassLoader.getSystemClassLoader())) {
      Class<?> census = loader.loadClass("org.machapi.tools.AgentCensus");
      MethodHandles.publicLookup()
          .findStatic(census, "write", MethodType.methodType(void.class, Path.class))
          .invoke(path);
    } catch (Throwable e) {
      // Whatever it is: it must not get into the process, and somebody waits for it.
      // Not as characters: half a surrogate pair in it would be a failure of its own.
      Files.write(path.resolve(FAILURE), e.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Makes the loader of all else.
   *
   * @param process who is asked first
   */
  static URLClassLoader loader(List<String> classPath, ClassLoader process)
      throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(new URL[0]), process);
  }
}
