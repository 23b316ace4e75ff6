package org.machapi;

import org.machapi.raw.SpecialPortConstants;

/**
 * Which of the special ports of a thread is meant ({@code <mach/thread_special_ports.h>}).
 *
 * @see ThreadSpecialPorts
 */
public enum ThreadSpecialPort {
  /**
   * The control port of the thread, which may be sent to others also where its task is hardened.
   */
  KERNEL(SpecialPortConstants.THREAD_KERNEL_PORT),

  /** The inspect port of the thread. It cannot be sent to anybody. */
  INSPECT(SpecialPortConstants.THREAD_INSPECT_PORT),

  /** The read port of the thread. It cannot be sent to anybody. */
  READ(SpecialPortConstants.THREAD_READ_PORT);

  private final int number;

  ThreadSpecialPort(int number) {
    this.number = number;
  }

  /**
   * Returns the number of the headers.
   *
   * @return {@code THREAD_..._PORT}
   */
  public int number() {
    return number;
  }
}
