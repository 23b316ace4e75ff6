package org.machapi.exception;

import org.machapi.raw.ExceptionCodeConstants;
import org.machapi.raw.ExceptionCodeSymbols;

/**
 * A limit on a resource was reached (XNU osfmk/kern/exc_resource.h). Where the macros of that
 * header that write a number and those that read it differ, as for wakeups, this reads what the
 * kernel writes.
 *
 * @param code which resource, which limit, and the limit itself, packed
 * @param subcode what was observed, packed
 */
public record ResourceLimit(long code, long subcode) implements ExceptionDetail {
  @Override
  public ExceptionType type() {
    return ExceptionType.RESOURCE;
  }

  /**
   * Returns which resource.
   *
   * @return {@code RESOURCE_TYPE_...} of {@link ExceptionCodeConstants}
   */
  public int resource() {
    return (int) (code >>> 61);
  }

  /**
   * Returns which limit.
   *
   * @return {@code FLAVOR_...} of {@link ExceptionCodeConstants}; the numbers depend on the
   *     resource
   */
  public int flavour() {
    return (int) (code >>> 58) & 0x7;
  }

  /**
   * Returns the limit.
   *
   * @return percent of a processor, wakeups in a second, or megabytes; 0 for resources of which the
   *     kernel does not tell it
   */
  public long limit() {
    return switch (resource()) {
      case ExceptionCodeConstants.RESOURCE_TYPE_CPU -> code & 0x7f;
      case ExceptionCodeConstants.RESOURCE_TYPE_WAKEUPS -> code & 0xf_ffff;
      case ExceptionCodeConstants.RESOURCE_TYPE_MEMORY -> code & 0x1fff;
      case ExceptionCodeConstants.RESOURCE_TYPE_IO -> code & 0x7fff;
      default -> 0;
    };
  }

  /**
   * Returns what was observed.
   *
   * @return percent of a processor, wakeups in a second, megabytes, threads or ports; 0 for
   *     resources of which the kernel does not tell it
   */
  public long observed() {
    return switch (resource()) {
      case ExceptionCodeConstants.RESOURCE_TYPE_CPU -> subcode & 0x7f;
      case ExceptionCodeConstants.RESOURCE_TYPE_WAKEUPS -> subcode & 0xf_ffff;
      case ExceptionCodeConstants.RESOURCE_TYPE_IO -> subcode & 0x7fff;
      case ExceptionCodeConstants.RESOURCE_TYPE_THREADS -> code & 0x7fff;
      case ExceptionCodeConstants.RESOURCE_TYPE_PORTS -> code & 0xff_ffff;
      default -> 0;
    };
  }

  /**
   * Returns for how long it was observed.
   *
   * @return seconds; 0 for resources that are counted at one moment, and for wakeups, of which the
   *     kernel writes a number that counts no seconds (XNU osfmk/kern/task.c)
   */
  public long intervalSeconds() {
    return switch (resource()) {
      case ExceptionCodeConstants.RESOURCE_TYPE_CPU -> code >>> 7 & 0x1ff_ffff;
      case ExceptionCodeConstants.RESOURCE_TYPE_IO -> code >>> 15 & 0x1_ffff;
      default -> 0;
    };
  }

  @Override
  public String describe() {
    String which =
        ExceptionCodeSymbols.RESOURCE_TYPES.name(resource())
            + " ("
            + CodeNames.resourceFlavour(resource(), flavour())
            + "): ";
    return which
        + switch (resource()) {
          case ExceptionCodeConstants.RESOURCE_TYPE_CPU -> rate("% of a processor");
          case ExceptionCodeConstants.RESOURCE_TYPE_WAKEUPS ->
              observed() + " wakeups in a second, the limit is " + limit();
          case ExceptionCodeConstants.RESOURCE_TYPE_IO -> rate(" MB written");
          case ExceptionCodeConstants.RESOURCE_TYPE_MEMORY -> "the limit is " + limit() + " MB";
          case ExceptionCodeConstants.RESOURCE_TYPE_THREADS -> observed() + " threads";
          case ExceptionCodeConstants.RESOURCE_TYPE_PORTS -> observed() + " ports";
          default -> "code " + CodeNames.hex(code) + ", subcode " + CodeNames.hex(subcode);
        };
  }

  private String rate(String unit) {
    return observed() + unit + " over " + intervalSeconds() + " s, the limit is " + limit();
  }

  @Override
  public String toString() {
    return describe();
  }
}
