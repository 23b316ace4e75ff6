package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code x86_state_hdr_t} and {@code arm_state_hdr_t}, with
 * which the states begin that say themselves what they are, such as {@code x86_THREAD_STATE} and
 * {@code ARM_THREAD_STATE}.
 */
public final class ThreadStateHeaderLayout {

  /** Size of the struct. */
  @StructSize("x86_state_hdr_t")
  public static final int SIZE = 8;

  /** Offset of {@code flavor}: 32 bits, the flavour of the state behind. */
  @StructField(
      struct = {"x86_state_hdr_t", "arm_state_hdr_t"},
      field = "flavor",
      bytes = 4,
      sign = UNSIGNED)
  public static final int FLAVOR = 0;

  /** Offset of {@code count}: 32 bits, its words. */
  @StructField(
      struct = {"x86_state_hdr_t", "arm_state_hdr_t"},
      field = "count",
      bytes = 4,
      sign = UNSIGNED)
  public static final int COUNT = 4;

  private ThreadStateHeaderLayout() {}
}
