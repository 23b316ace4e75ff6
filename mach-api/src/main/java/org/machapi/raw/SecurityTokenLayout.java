package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and offsets, in bytes, of {@code security_token_t} ({@code <mach/message.h>}): an array of
 * 32-bit words, which have no names in the header.
 */
public final class SecurityTokenLayout {

  /** Size of the struct. */
  @StructSize("security_token_t")
  public static final int SIZE = 8;

  /** Offset of the user. */
  @StructField(struct = "security_token_t", field = "val[0]", bytes = 4, sign = UNSIGNED)
  public static final int UID = 0;

  /** Offset of the group. */
  @StructField(struct = "security_token_t", field = "val[1]", bytes = 4, sign = UNSIGNED)
  public static final int GID = 4;

  private SecurityTokenLayout() {}
}
