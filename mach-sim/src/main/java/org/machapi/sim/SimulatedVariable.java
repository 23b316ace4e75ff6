package org.machapi.sim;

import jnr.ffi.Variable;

/**
 * A variable of the C interface. A program can set it and fool itself, as it can on macOS.
 *
 * @param <T> its type
 */
final class SimulatedVariable<T> implements Variable<T> {
  private volatile T value;

  SimulatedVariable(T value) {
    this.value = value;
  }

  @Override
  public T get() {
    return value;
  }

  @Override
  public void set(T newValue) {
    value = newValue;
  }
}
