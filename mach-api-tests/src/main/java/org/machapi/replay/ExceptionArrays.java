package org.machapi.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jnr.ffi.Pointer;
import org.machapi.raw.NativeBuffer;

/** The four arrays that the kernel fills, and their common count. */
record ExceptionArrays(Call call, NativeBuffer words) {
  /** {@code EXC_TYPES_COUNT} of XNU 7195. */
  private static final int EXCEPTION_TYPES = 14;

  ExceptionArrays(Call call) {
    this(call, call.words());
    call.setInt(0, EXCEPTION_TYPES);
  }

  Pointer count() {
    return call.cell(0);
  }

  Pointer masks() {
    return array(0);
  }

  Pointer ports() {
    return array(1);
  }

  Pointer behaviors() {
    return array(2);
  }

  Pointer flavors() {
    return array(3);
  }

  private Pointer array(int index) {
    return words.pointer(4 * EXCEPTION_TYPES * index);
  }

  private int word(int array, int index) {
    return words.getInt(4 * (EXCEPTION_TYPES * array + index));
  }

  List<Object> handlers() {
    List<Object> result = new ArrayList<>();
    for (int i = 0; i < call.getInt(0); i++) {
      Map<Object, Object> handler = new LinkedHashMap<>();
      handler.put("mask", Integer.toUnsignedLong(word(0, i)));
      handler.put("port", new PortName(word(1, i)));
      handler.put("behavior", Integer.toUnsignedLong(word(2, i)));
      handler.put("flavor", Integer.toUnsignedLong(word(3, i)));
      result.add(handler);
    }
    return result;
  }
}
