package org.machapi;

/**
 * A task whose control port somebody else owns, to be used but not given back: the view of {@link
 * TaskPort}, and of the task that the program itself is.
 *
 * <p>A right from elsewhere may be weaker than its type says, since {@link TaskPort#adoptUnchecked}
 * believes: without Developer Mode exception messages bring read ports. What such a port does not
 * allow fails in the kernel, and the exception says which port it is.
 *
 * @see NamedTask
 */
public sealed interface Task extends ReadableTask permits TaskPort, SelfTask {

  @Override
  TaskPort copy() throws MachException;

  @Override
  default ThreadPortList threads() throws MachException {
    return new ThreadPortList(mach(), ThreadNames.of(this));
  }
}
