package org.machapi.checker;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.rlccalledmethods.RLCCalledMethodsChecker;

/**
 * The part of the {@link PortRightLeakChecker} that knows which methods have been called on what.
 * Beside what the Resource Leak Checker has it do, it finds uses of rights that are closed or given
 * away already.
 *
 * <p>Which methods are uses stands in a stub file, not in mach-api itself: in code that has such a
 * condition on {@code this}, as only mach-api has, the analysis of a loop may not end.
 */
public class CalledMethodsOfRightsChecker extends RLCCalledMethodsChecker {
  /** Is called by the Checker Framework. */
  public CalledMethodsOfRightsChecker() {}

  @Override
  public List<String> getExtraStubFiles() {
    List<String> files = new ArrayList<>(super.getExtraStubFiles());
    files.add("mach-api.astub");
    return files;
  }
}
