package org.machapi;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.ServiceLoader;
import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.machapi.raw.MachLibraryProvider;
import org.machapi.raw.NativeMachLibrary;

/** Decides which kernel serves {@link Mach#system()}, once. */
final class SystemKernel {
  static final String LIBRARY_PROPERTY = "org.machapi.library";

  /** Whoever provides an observer says what the values mean. */
  static final String LEDGER_PROPERTY = "org.machapi.ledger";

  private static final Logger LOG = System.getLogger(Mach.class.getName());

  private static @MonotonicNonNull Mach system;

  private SystemKernel() {}

  /** A failure is not remembered: the next call tries again, and says what is wrong again. */
  static synchronized Mach get() {
    Mach known = system;
    if (known == null) {
      known = find();
      observe(known);
      system = known;
    }
    return known;
  }

  /** Not every program that has no ledger is to pay for the search. */
  private static void observe(Mach mach) {
    if (System.getProperty(LEDGER_PROPERTY) == null) {
      return;
    }
    for (RightsObserverProvider provider : ServiceLoader.load(RightsObserverProvider.class)) {
      RightsObserver observer = provider.observe(mach);
      if (observer != null) {
        mach.observe(observer);
        return;
      }
    }
  }

  private static Mach find() {
    String path = System.getProperty(LIBRARY_PROPERTY);
    if (path != null) {
      return Mach.of(NativeMachLibrary.load(Path.of(path)), "library " + path);
    }
    String os = System.getProperty("os.name", "");
    if (os.toLowerCase(Locale.ROOT).startsWith("mac")) {
      String version = System.getProperty("os.version", "of unknown version");
      return Mach.of(NativeMachLibrary.loadSystem(), "macOS " + version + " (libSystem)");
    }
    Iterator<MachLibraryProvider> providers =
        ServiceLoader.load(MachLibraryProvider.class).iterator();
    if (providers.hasNext()) {
      MachLibraryProvider provider = providers.next();
      LOG.log(Level.INFO, "No Mach kernel on {0}. In its place: {1}.", os, provider.description());
      return Mach.of(provider.library(), provider.description());
    }
    throw new KernelUnavailableException(
        "There is no Mach kernel on "
            + os
            + ". Three ways to get one: run on macOS; put mach-sim, the simulated kernel, on the class path or module"
            + " path; or name a shared library that exports the Mach routines by its absolute path in the system"
            + " property "
            + LIBRARY_PROPERTY
            + ".");
  }
}
