package org.machapi.probe;

import java.nio.file.Path;
import org.machapi.raw.LibraryLoadException;
import org.machapi.raw.NativeMachLibrary;

/** Shows on standard output that a modular program reaches native code. */
public final class Probe {
  private Probe() {}

  public static void main(String[] args) {
    // A library of the JDK's own: it loads everywhere, and has no Mach routine.
    String file = System.mapLibraryName("java");
    try {
      NativeMachLibrary.load(Path.of(System.getProperty("java.home"), "lib", file));
    } catch (LibraryLoadException e) {
      System.out.println(e.getMessage());
    }
  }
}
