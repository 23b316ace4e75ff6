package org.machapi.raw;

/**
 * Offers a {@link MachLibrary} where the operating system has none; found by {@link
 * java.util.ServiceLoader}.
 *
 * <p>A provider is asked only on systems that are not macOS, and only if {@code
 * org.machapi.library} is not set: putting it on the path is the user's decision to run without a
 * real kernel.
 */
public interface MachLibraryProvider {

  /**
   * Returns what serves, for people: a name, the behaviour it follows, and that it is no real
   * kernel.
   *
   * @return one line without a full stop
   */
  String description();

  /**
   * Returns the library of the task that this process stands for. The same task with every call.
   *
   * @return the library
   */
  MachLibrary library();
}
