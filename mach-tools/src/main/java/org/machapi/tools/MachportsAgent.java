package org.machapi.tools;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
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

  /** The loader of the last look, unless it was unloaded, and where it loads from. */
  private static WeakReference<ClassLoader> last = new WeakReference<>(null);

  private static List<String> lastFrom = List.of();

  private MachportsAgent() {}

  /**
   * Takes a census of this process.
   *
   * @param folder where the class path of the tool stands, and where the snapshot goes
   * @throws IOException if not even a failure can be written there
   */
  public static void agentmain(String folder) throws IOException {
    Path path = Path.of(folder);
    try {
      List<String> classPath = Files.readAllLines(path.resolve(CLASS_PATH));
      Class<?> census =
          loader(classPath, ClassLoader.getSystemClassLoader())
              .loadClass("org.machapi.tools.AgentCensus");
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
   * Returns the loader of all else: that of an earlier look, if it is still there. What makes
   * native calls, in a process that does not itself, is never unloaded; there is to be one of it,
   * and not one for each look.
   *
   * @param process who is asked first
   */
  // It lives as long as the classes that it has loaded: nobody can tell when to close it.
  @SuppressWarnings({"required.method.not.called", "mustcall:return"})
  static synchronized ClassLoader loader(List<String> classPath, ClassLoader process)
      throws IOException {
    List<String> from = new ArrayList<>();
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath) {
      Path file = Path.of(entry);
      urls.add(file.toUri().toURL());
      // The same file may be another tool by now.
      from.add(file + " " + (Files.exists(file) ? Files.getLastModifiedTime(file) : ""));
    }
    ClassLoader known = last.get();
    if (known == null || !from.equals(lastFrom)) {
      known = new URLClassLoader(urls.toArray(new URL[0]), process);
      last = new WeakReference<>(known);
      lastFrom = from;
    }
    return known;
  }
}
