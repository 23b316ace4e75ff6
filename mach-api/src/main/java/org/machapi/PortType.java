package org.machapi;

import java.util.StringJoiner;
import org.machapi.raw.PortConstants;

/**
 * What a name denotes: the bits that {@code mach_port_type} gives ({@code mach_port_type_t}).
 *
 * @param bits an or-list of {@code MACH_PORT_TYPE_} constants; 0 is no right
 */
public record PortType(int bits) {

  /**
   * Tells whether the name denotes a right of this kind; several can share a name.
   *
   * @param right the kind
   * @return whether it is there
   */
  public boolean has(Right right) {
    return (bits & right.typeBit()) != 0;
  }

  /**
   * Tells whether a dead-name or send-possible notification has been requested for the name.
   *
   * @return whether the request is still open
   */
  public boolean hasNotificationRequest() {
    int requests =
        PortConstants.MACH_PORT_TYPE_DNREQUEST
            | PortConstants.MACH_PORT_TYPE_SPREQUEST
            | PortConstants.MACH_PORT_TYPE_SPREQUEST_DELAYED;
    return (bits & requests) != 0;
  }

  /**
   * Returns the rights by name.
   *
   * @return such as {@code SEND|RECEIVE}; {@code NONE} for no right; unknown bits as a number
   */
  @Override
  public String toString() {
    StringJoiner names = new StringJoiner("|");
    names.setEmptyValue("NONE");
    int rest = bits;
    for (Right right : Right.values()) {
      if (has(right)) {
        names.add(right.name());
        rest &= ~right.typeBit();
      }
    }
    if (hasNotificationRequest()) {
      names.add("NOTIFICATION_REQUEST");
      rest &=
          ~(PortConstants.MACH_PORT_TYPE_DNREQUEST
              | PortConstants.MACH_PORT_TYPE_SPREQUEST
              | PortConstants.MACH_PORT_TYPE_SPREQUEST_DELAYED);
    }
    if (rest != 0) {
      names.add("0x" + Integer.toHexString(rest));
    }
    return names.toString();
  }
}
