package org.machapi.replay;

/**
 * One thing that came out differently.
 *
 * @param call the index of the call in its sequence, from 0; -1 for the state before the first
 * @param operation the call's name
 * @param what which part of the outcome
 * @param expected the recorded value
 * @param got the value of this run
 */
record Difference(int call, String operation, String what, String expected, String got) {
  @Override
  public String toString() {
    String where = call < 0 ? "before the first call" : "call " + call + " " + operation;
    return where + ", " + what + ": expected " + expected + ", got " + got;
  }
}
