package org.machapi.raw;

/** The return codes and limits of {@code <servers/bootstrap.h>}. */
public final class BootstrapConstants {

  // Return codes

  /** The call succeeded. */
  public static final int BOOTSTRAP_SUCCESS = 0;

  /** The bootstrap server does not let this process use the service name. */
  public static final int BOOTSTRAP_NOT_PRIVILEGED = 1100;

  /** The service name is taken. */
  public static final int BOOTSTRAP_NAME_IN_USE = 1101;

  /** The bootstrap server knows no service of this name. */
  public static final int BOOTSTRAP_UNKNOWN_SERVICE = 1102;

  /** Another process has checked in for the service already. */
  public static final int BOOTSTRAP_SERVICE_ACTIVE = 1103;

  /** The number of services is out of range. */
  public static final int BOOTSTRAP_BAD_COUNT = 1104;

  /** The bootstrap server has too little memory. */
  public static final int BOOTSTRAP_NO_MEMORY = 1105;

  /** The service has no children. */
  public static final int BOOTSTRAP_NO_CHILDREN = 1106;

  // Limits

  /** Bytes that a service name may have, the closing zero byte included. */
  public static final int BOOTSTRAP_MAX_NAME_LEN = 128;

  private BootstrapConstants() {}
}
