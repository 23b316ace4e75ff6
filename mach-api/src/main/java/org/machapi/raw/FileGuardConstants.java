package org.machapi.raw;

/**
 * What a guard of a file descriptor or of a file found ({@code <sys/guarded.h>}, which the SDK does
 * not show): bits, of which a guard exception names one or more.
 */
public final class FileGuardConstants {

  // Flavours of GUARD_TYPE_FD

  /** The descriptor was to be closed. */
  public static final int kGUARD_EXC_CLOSE = 1;

  /** It was to be duplicated. */
  public static final int kGUARD_EXC_DUP = 2;

  /** It was to stay open across {@code exec}. */
  public static final int kGUARD_EXC_NOCLOEXEC = 4;

  /** It was to be sent through a socket. */
  public static final int kGUARD_EXC_SOCKET_IPC = 8;

  /** A port was to be made of it. */
  public static final int kGUARD_EXC_FILEPORT = 16;

  /** The guard was another one. */
  public static final int kGUARD_EXC_MISMATCH = 32;

  /** It was to be written to. */
  public static final int kGUARD_EXC_WRITE = 64;

  // Flavours of GUARD_TYPE_VN

  /** Another file was to take the name of this one. */
  public static final int kGUARD_EXC_RENAME_TO = 1;

  /** The file was to be renamed. */
  public static final int kGUARD_EXC_RENAME_FROM = 2;

  /** It was to be removed. */
  public static final int kGUARD_EXC_UNLINK = 4;

  /** Somebody else was to write to it. */
  public static final int kGUARD_EXC_WRITE_OTHER = 8;

  /** Somebody else was to cut it. */
  public static final int kGUARD_EXC_TRUNC_OTHER = 16;

  /** It was to get another name. */
  public static final int kGUARD_EXC_LINK = 32;

  /** Its content was to be exchanged. */
  public static final int kGUARD_EXC_EXCHDATA = 64;

  private FileGuardConstants() {}
}
