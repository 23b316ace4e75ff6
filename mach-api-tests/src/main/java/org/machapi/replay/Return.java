package org.machapi.replay;

/** A return code inside an output value. */
record Return(int code) {
  @Override
  public String toString() {
    return TraceSymbols.kernReturn(code);
  }
}
