package org.machapi.raw;

import static org.machapi.raw.StructField.Sign.SIGNED;
import static org.machapi.raw.StructField.Sign.UNSIGNED;

/**
 * Size and field offsets, in bytes, of {@code host_basic_info_data_t} ({@code <mach/host_info.h>}),
 * which {@code host_info} gives for {@code HOST_BASIC_INFO} (1). With room for less, only the first
 * five fields are given.
 */
public final class HostBasicInfoLayout {

  /** Size of the struct. */
  @StructSize("host_basic_info_data_t")
  public static final int SIZE = 48;

  /** Offset of {@code max_cpus}: 32 bits, the most processors that there can be. */
  @StructField(struct = "host_basic_info_data_t", field = "max_cpus", bytes = 4, sign = SIGNED)
  public static final int MAX_CPUS = 0;

  /** Offset of {@code avail_cpus}: 32 bits, the processors that can be used now. */
  @StructField(struct = "host_basic_info_data_t", field = "avail_cpus", bytes = 4, sign = SIGNED)
  public static final int AVAIL_CPUS = 4;

  /**
   * Offset of {@code memory_size}: 32 bits, bytes of memory, but at most 2 GB; see {@link
   * #MAX_MEM}.
   */
  @StructField(struct = "host_basic_info_data_t", field = "memory_size", bytes = 4, sign = UNSIGNED)
  public static final int MEMORY_SIZE = 8;

  /** Offset of {@code cpu_type}: 32 bits, the kind of processor. */
  @StructField(struct = "host_basic_info_data_t", field = "cpu_type", bytes = 4, sign = SIGNED)
  public static final int CPU_TYPE = 12;

  /** Offset of {@code cpu_subtype}: 32 bits, which of its kind. */
  @StructField(struct = "host_basic_info_data_t", field = "cpu_subtype", bytes = 4, sign = SIGNED)
  public static final int CPU_SUBTYPE = 16;

  /** Offset of {@code cpu_threadtype}: 32 bits, how a core runs several threads. */
  @StructField(
      struct = "host_basic_info_data_t",
      field = "cpu_threadtype",
      bytes = 4,
      sign = SIGNED)
  public static final int CPU_THREADTYPE = 20;

  /** Offset of {@code physical_cpu}: 32 bits, cores now. */
  @StructField(struct = "host_basic_info_data_t", field = "physical_cpu", bytes = 4, sign = SIGNED)
  public static final int PHYSICAL_CPU = 24;

  /** Offset of {@code physical_cpu_max}: 32 bits, the most cores until the next start. */
  @StructField(
      struct = "host_basic_info_data_t",
      field = "physical_cpu_max",
      bytes = 4,
      sign = SIGNED)
  public static final int PHYSICAL_CPU_MAX = 28;

  /** Offset of {@code logical_cpu}: 32 bits, hardware threads now. */
  @StructField(struct = "host_basic_info_data_t", field = "logical_cpu", bytes = 4, sign = SIGNED)
  public static final int LOGICAL_CPU = 32;

  /** Offset of {@code logical_cpu_max}: 32 bits, the most hardware threads until the next start. */
  @StructField(
      struct = "host_basic_info_data_t",
      field = "logical_cpu_max",
      bytes = 4,
      sign = SIGNED)
  public static final int LOGICAL_CPU_MAX = 36;

  /** Offset of {@code max_mem}: 64 bits, bytes of memory. */
  @StructField(struct = "host_basic_info_data_t", field = "max_mem", bytes = 8, sign = UNSIGNED)
  public static final int MAX_MEM = 40;

  private HostBasicInfoLayout() {}
}
