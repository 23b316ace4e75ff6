package org.machapi.raw;

/**
 * What {@code host_info} is asked for ({@code <mach/host_info.h>}), and the kinds of processors
 * that it names ({@code <mach/machine.h>}).
 */
public final class HostInfoConstants {

  // Flavours and their sizes in words

  /** Flavour: processors and memory; see {@link HostBasicInfoLayout}. */
  public static final int HOST_BASIC_INFO = 1;

  /** Words of {@link #HOST_BASIC_INFO}. */
  public static final int HOST_BASIC_INFO_COUNT = 12;

  // Kinds of processors

  /** Intel; what the kernel of an Intel Mac says of it, whatever its width. */
  public static final int CPU_TYPE_X86 = 7;

  /** Intel with 64 bits, as files and processes name it. */
  public static final int CPU_TYPE_X86_64 = 0x1000007;

  /** Apple silicon. */
  public static final int CPU_TYPE_ARM64 = 0x100000c;

  private HostInfoConstants() {}
}
