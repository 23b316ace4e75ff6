package org.machapi.raw;

import com.kenai.jffi.Library;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;

/**
 * Binds {@link MachLibrary} to a shared library: that of macOS, or any that exports the same
 * symbols.
 *
 * <p>Everything that can go wrong goes wrong here, with a {@link LibraryLoadException} that names
 * the library and the reason. Left alone, JNR-FFI would report a missing symbol only when it is
 * called, and without its name.
 */
public final class NativeMachLibrary {
  /**
   * On macOS this path can be opened although no such file exists: the loader keeps the library.
   */
  private static final String SYSTEM_LIBRARY = "/usr/lib/libSystem.B.dylib";

  /** The library of each release that brought routines; each has those of the earlier ones too. */
  private static final List<Class<? extends BoundLibrary>> NEWEST_FIRST =
      List.of(MacOs15Library.class, MacOs13Library.class, BoundLibrary.class);

  private NativeMachLibrary() {}

  /**
   * Loads the system library of macOS.
   *
   * @return the library, whose calls go to the kernel
   * @throws LibraryLoadException if this is not macOS, or a macOS so old that routines are missing
   */
  public static MachLibrary loadSystem() {
    return load(SYSTEM_LIBRARY);
  }

  /**
   * Loads a shared library that exports what {@link MachLibrary} names.
   *
   * @param absolutePath where it is; a relative path is refused, for it would depend on the working
   *     directory or be looked for along the search path of the system
   * @return the library
   * @throws LibraryLoadException if the path is not absolute, if what it names cannot be loaded, or
   *     if a routine or variable that is not marked {@link Since} is missing in it
   */
  public static MachLibrary load(Path absolutePath) {
    if (!absolutePath.isAbsolute()) {
      throw LibraryLoadException.notLoadable(
          absolutePath.toString(), "the path is not absolute; write all of it, from the root on");
    }
    return load(absolutePath.toString());
  }

  private static MachLibrary load(String path) {
    try {
      Library symbols = open(path);
      List<String> missing = missing(symbols, MachLibrary.class);
      if (!missing.isEmpty()) {
        throw LibraryLoadException.incomplete(path, missing);
      }
      for (Class<? extends BoundLibrary> release : NEWEST_FIRST) {
        if (missing(symbols, release).isEmpty()) {
          return bind(release, path, symbols);
        }
      }
      throw new AssertionError("BoundLibrary binds what MachLibrary does not");
    } catch (LinkageError e) {
      // JNR-FFI unpacks and loads a library of its own, which the JVM may forbid (JEP 472).
      throw LibraryLoadException.noNativeCalls(path, e);
    }
  }

  /**
   * Opens the library as JNR-FFI will, to get to know the reason if that fails, and what it lacks.
   *
   * <p>This is jffi's own view of {@code dlopen}, for it fetches the reason before it returns to
   * Java. Calling {@code dlerror} from Java is too late: the virtual machine may have used the
   * linker in between, and the text is freed.
   */
  private static Library open(String path) {
    Library library = Library.getCachedInstance(path, Library.LAZY | Library.GLOBAL);
    if (library == null) {
      throw LibraryLoadException.notLoadable(path, Library.getLastError());
    }
    return library;
  }

  private static List<String> missing(Library symbols, Class<? extends MachLibrary> type) {
    return boundNames(type)
        .filter(name -> symbols.getSymbolAddress(name) == 0)
        .sorted()
        .collect(Collectors.toList());
  }

  static List<Class<? extends BoundLibrary>> newestFirst() {
    return NEWEST_FIRST;
  }

  /** Returns the names that JNR-FFI binds for an interface: those of its abstract methods. */
  static Stream<String> boundNames(Class<? extends MachLibrary> type) {
    return Stream.of(type.getMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .map(Method::getName)
        .distinct();
  }

  private static BoundLibrary bind(
      Class<? extends BoundLibrary> type, String path, Library symbols) {
    BoundLibrary library = bind(type, path);
    MessageCalls foreign = ForeignMessageCalls.of(symbols);
    MessageCallsTable.put(library, foreign != null ? foreign : bind(MessageCalls.class, path));
    return library;
  }

  private static <T> T bind(Class<T> type, String path) {
    return LibraryLoader.create(type)
        .failImmediately()
        // Mach answers with return codes; saving errno after every call would be wasted time.
        .option(LibraryOption.IgnoreError, true)
        .load(path);
  }
}
