package org.machapi.exception;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Collects the processes of which a server warns, since they send exceptions of their own. */
final class PidsInWarnings extends Handler {
  private final List<String> pids;

  PidsInWarnings(List<String> pids) {
    this.pids = pids;
  }

  @Override
  public void publish(LogRecord entry) {
    if (entry.getMessage().contains("not the kernel")) {
      pids.add(entry.getParameters()[0].toString());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
