package org.machapi.raw;

/**
 * Size and offset, in bytes, of what is read of {@code thread_extended_info_data_t} ({@code
 * <mach/thread_info.h>}).
 */
public final class ThreadExtendedInfoLayout {
  /** Size of the struct. */
  public static final int SIZE = 112;

  /** Offset of the name of the thread, {@value #PTH_NAME_SIZE} bytes with a terminating zero. */
  public static final int PTH_NAME = 48;

  /** Bytes of the name: {@code MAXTHREADNAMESIZE}. */
  public static final int PTH_NAME_SIZE = 64;

  private ThreadExtendedInfoLayout() {}
}
