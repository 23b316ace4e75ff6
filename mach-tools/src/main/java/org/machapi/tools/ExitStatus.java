package org.machapi.tools;

/** What the command ends with, for scripts; docs/machports.md has the list for people. */
final class ExitStatus {
  /** Done; where leaks were looked for, there are none. */
  static final int NONE = 0;

  /** Done, and what was looked for is there: references grew. */
  static final int FOUND = 1;

  /** The command line makes no sense. */
  static final int USAGE = 2;

  /** What was to be looked at is not there, may not be looked at, or cannot be read. */
  static final int REFUSED = 3;

  /** A mistake in machports itself. */
  static final int DEFECT = 4;

  private ExitStatus() {}
}
