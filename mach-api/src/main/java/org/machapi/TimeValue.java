package org.machapi;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.machapi.raw.NativeBuffer;

/** A {@code time_value_t}: seconds and microseconds, 32 bits each. */
final class TimeValue {
  private TimeValue() {}

  static Duration read(NativeBuffer buffer, int offset) {
    return Duration.ofSeconds(buffer.getInt(offset))
        .plus(buffer.getInt(offset + Integer.BYTES), ChronoUnit.MICROS);
  }
}
