package org.machapi;

/**
 * The host, by a port that somebody else owns, to be used but not given back: the view of {@link
 * HostPort}.
 *
 * @see PortView
 */
public sealed interface Host extends SendView permits HostPort {

  @Override
  HostPort copy() throws MachException;
}
