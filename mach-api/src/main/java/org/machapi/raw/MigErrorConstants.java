package org.machapi.raw;

/**
 * The return codes of {@code <mach/mig_errors.h>}: what the stubs of the Mach Interface Generator
 * answer, on either side of a call.
 */
public final class MigErrorConstants {

  // Seen by a client

  /** The message does not have the layout that the routine expects. */
  public static final int MIG_TYPE_ERROR = -300;

  /** The reply belongs to another request. */
  public static final int MIG_REPLY_MISMATCH = -301;

  /** The server reported an error in a way that the client does not know. */
  public static final int MIG_REMOTE_ERROR = -302;

  /** The server does not know a routine with this message id. */
  public static final int MIG_BAD_ID = -303;

  /** The server rejected the layout of the request. */
  public static final int MIG_BAD_ARGUMENTS = -304;

  /** An array is larger than the interface allows. */
  public static final int MIG_ARRAY_TOO_LARGE = -307;

  /** The server dropped the reply right: it died or did not answer. */
  public static final int MIG_SERVER_DIED = -308;

  // Made by a server

  /** The server sends no reply, or sends it later. */
  public static final int MIG_NO_REPLY = -305;

  /** The server raised an exception. */
  public static final int MIG_EXCEPTION = -306;

  /** The request came with a trailer that the server cannot use. */
  public static final int MIG_TRAILER_ERROR = -309;

  private MigErrorConstants() {}
}
