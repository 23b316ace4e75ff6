package org.machapi.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import java.util.TreeMap;
import org.machapi.Mach;
import org.machapi.NameEntry;
import org.machapi.Right;
import org.machapi.Task;
import org.machapi.TestKernel;
import org.machapi.exception.ExceptionType;
import org.machapi.message.AuditToken;

/** A simulated child of which a test knows what it holds, in its own words. */
final class PlayedChild implements Child {
  /** Who sends the messages. */
  enum Raising {
    BY_THE_KERNEL,
    REHEARSED,
    FORGED_FIRST
  }

  private final TestKernel kernel;
  private final Raising raising;
  private final SimulatedChild child;
  private SortedMap<Integer, String> atTheStart = new TreeMap<>();
  private SortedMap<Integer, String> atTheEnd = new TreeMap<>();
  private boolean crashed;
  private boolean ended;

  PlayedChild(TestKernel kernel, Raising raising) {
    this.kernel = kernel;
    this.raising = raising;
    this.child = new SimulatedChild(kernel.kernel(), kernel.task(), kernel.mach());
  }

  boolean hasCrashed() {
    return crashed;
  }

  boolean hasEnded() {
    return ended;
  }

  SortedMap<Integer, String> atTheStart() {
    return atTheStart;
  }

  /** Of a child that has crashed: just before it did. */
  SortedMap<Integer, String> atTheEnd() {
    return atTheEnd;
  }

  @Override
  public void start() {
    child.start();
    atTheStart = child.asChild(this::names);
  }

  /** Called in the child's thread, so that the child gets no thread more than it has. */
  private SortedMap<Integer, String> names() {
    Mach mach = child.mach();
    SortedMap<Integer, String> names = new TreeMap<>();
    for (NameEntry entry : mach.space().names()) {
      names.put(
          entry.name(), entry.type() + " " + mach.space().references(entry.name(), Right.SEND));
    }
    return names;
  }

  @Override
  public Outcome raise(Task task, ExceptionType type, long code, long subcode) {
    if (raising == Raising.REHEARSED) {
      return Rehearsal.raise(task, type, code, subcode);
    }
    if (raising == Raising.FORGED_FIRST) {
      assertThat(Rehearsal.raise(task, type, code, subcode).text())
          .isEqualTo("not handled: KERN_FAILURE (5)");
    }
    return child.raise(task, type, code, subcode);
  }

  @Override
  public void crash() {
    atTheEnd = child.asChild(this::names);
    crashed = true;
    child.crash();
  }

  @Override
  public boolean mayRaise(AuditToken sender) {
    return raising == Raising.REHEARSED
        ? sender.pid() == kernel.mach().task().pid()
        : child.mayRaise(sender);
  }

  @Override
  public void end() {
    if (!crashed && !ended) {
      atTheEnd = child.asChild(this::names);
    }
    ended = true;
    child.end();
  }

  @Override
  public String describe() {
    return child.describe();
  }
}
