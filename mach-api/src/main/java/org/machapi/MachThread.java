package org.machapi;

/**
 * A thread whose control port somebody else owns, to be used but not given back: the view of {@link
 * ThreadPort}.
 *
 * <p>A right from elsewhere may be weaker than its type says, since {@link
 * ThreadPort#adoptUnchecked} believes: without Developer Mode exception messages bring read ports.
 * What such a port does not allow fails in the kernel, and the exception says which port it is.
 *
 * @see InspectableThread
 */
public sealed interface MachThread extends ReadableThread permits ThreadPort {

  @Override
  ThreadPort copy() throws MachException;
}
