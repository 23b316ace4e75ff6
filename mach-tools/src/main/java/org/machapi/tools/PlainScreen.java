package org.machapi.tools;

import java.io.PrintWriter;
import java.util.List;
import org.checkerframework.checker.mustcall.qual.NotOwning;

/** One table below the other: for files, pipes and terminals that can do no more. */
final class PlainScreen implements WatchScreen {
  private final @NotOwning PrintWriter out;
  private final Surroundings.Pauses pauses;
  private boolean isFirst = true;

  PlainScreen(@NotOwning PrintWriter out, Surroundings.Pauses pauses) {
    this.out = out;
    this.pauses = pauses;
  }

  @Override
  public Snapshot look(Source source) throws RefusedException {
    return source.take();
  }

  @Override
  public void show(List<String> lines) {
    if (!isFirst) {
      out.println();
    }
    isFirst = false;
    lines.forEach(out::println);
    out.flush();
  }

  @Override
  public boolean pause(long milliseconds) {
    try {
      pauses.pause(milliseconds);
      return !out.checkError();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    out.flush();
  }
}
