package org.machapi.replay;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one call gave: its return code and its output values, as numbers, texts, booleans, {@link
 * PortName}, {@link Context}, {@link Return}, and lists and maps of these.
 *
 * @param code the return code
 * @param out the output values; empty where there are none
 */
record Result(int code, Map<String, Object> out) {
  static Result of(int code) {
    return new Result(code, new LinkedHashMap<>());
  }

  boolean succeeded() {
    return code == 0;
  }

  Result with(String name, Object value) {
    out.put(name, value);
    return this;
  }

  /** Adds a value that the call writes only if it succeeds. */
  Result withOnSuccess(String name, Object value) {
    return succeeded() ? with(name, value) : this;
  }
}
