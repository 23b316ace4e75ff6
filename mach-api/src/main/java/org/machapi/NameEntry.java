package org.machapi;

/**
 * A name in a port space and what it denotes.
 *
 * @param name the {@code mach_port_name_t}
 * @param type the rights it denotes
 */
public record NameEntry(int name, PortType type) {

  /**
   * Returns name and rights, for people.
   *
   * @return such as {@code 0x1203 SEND}
   */
  @Override
  public String toString() {
    return PortNames.format(name) + " " + type;
  }
}
