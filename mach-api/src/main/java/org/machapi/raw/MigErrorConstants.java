package org.machapi.raw;

/** The constants of {@code <mach/mig_errors.h>}. */
public final class MigErrorConstants {
  public static final int MIG_ARRAY_TOO_LARGE = -307;
  public static final int MIG_BAD_ARGUMENTS = -304;
  public static final int MIG_BAD_ID = -303;
  public static final int MIG_EXCEPTION = -306;
  public static final int MIG_NO_REPLY = -305;
  public static final int MIG_REMOTE_ERROR = -302;
  public static final int MIG_REPLY_MISMATCH = -301;
  public static final int MIG_SERVER_DIED = -308;
  public static final int MIG_TRAILER_ERROR = -309;
  public static final int MIG_TYPE_ERROR = -300;

  private MigErrorConstants() {}
}
