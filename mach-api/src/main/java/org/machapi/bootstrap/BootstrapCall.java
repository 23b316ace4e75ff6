package org.machapi.bootstrap;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.machapi.raw.BootstrapConstants;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/** One request about a service: its name as C takes it, and room for the right that comes. */
final class BootstrapCall {
  /** Where no right came: success or not, the caller then owns nothing. */
  static final int NO_RIGHT = PortConstants.MACH_PORT_NULL;

  private final String service;
  private final NativeBuffer memory;
  private String routine = "";

  private BootstrapCall(String service, NativeBuffer memory) {
    this.service = service;
    this.memory = memory;
  }

  /** Begins a request. Refuses a name that C would not take as it is. */
  static BootstrapCall about(String service) {
    ByteBuffer bytes = encode(service);
    if (bytes.remaining() >= BootstrapConstants.BOOTSTRAP_MAX_NAME_LEN) {
      throw new IllegalArgumentException(
          "the name of a service has at most "
              + (BootstrapConstants.BOOTSTRAP_MAX_NAME_LEN - 1)
              + " bytes, and \""
              + service
              + "\" has "
              + bytes.remaining());
    }
    if (service.indexOf(0) >= 0) {
      throw new IllegalArgumentException(
          "the name of a service ends for C where a zero is: \"" + service + "\"");
    }
    // The stub copies as much as a name can have, so there is memory for all of it.
    NativeBuffer memory =
        NativeBuffer.allocate(BootstrapConstants.BOOTSTRAP_MAX_NAME_LEN + Integer.BYTES);
    memory.bytes().put(0, bytes, 0, bytes.remaining());
    return new BootstrapCall(service, memory);
  }

  private static ByteBuffer encode(String service) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(service));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "the name of a service is text, and this has half a character: \"" + service + "\"", e);
    }
  }

  int lookUp(MachLibrary library, int server) {
    routine = "bootstrap_look_up";
    return library.bootstrap_look_up(
        server, memory.pointer(), memory.pointer(BootstrapConstants.BOOTSTRAP_MAX_NAME_LEN));
  }

  int checkIn(MachLibrary library, int server) {
    routine = "bootstrap_check_in";
    return library.bootstrap_check_in(
        server, memory.pointer(), memory.pointer(BootstrapConstants.BOOTSTRAP_MAX_NAME_LEN));
  }

  /** Returns the name of the right that came; {@link #NO_RIGHT} for none, or a dead one. */
  int rightOf(int code) {
    if (code != BootstrapConstants.BOOTSTRAP_SUCCESS) {
      return NO_RIGHT;
    }
    int name = memory.getInt(BootstrapConstants.BOOTSTRAP_MAX_NAME_LEN);
    return name == PortConstants.MACH_PORT_DEAD ? NO_RIGHT : name;
  }

  /** Names the routine that was called, for messages. */
  String routine() {
    return routine;
  }

  String service() {
    return service;
  }
}
