package org.machapi.replay;

/** A port name that a call gave, still a number; what it must be is told by symbol. */
record PortName(int number) {
  @Override
  public String toString() {
    return "0x" + Integer.toHexString(number);
  }
}
