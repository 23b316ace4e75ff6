package org.machapi.raw;

/** Size and field offsets, in bytes, of {@code mach_port_status_t} ({@code <mach/port.h>}). */
public final class MachPortStatusLayout {
  public static final int SIZE = 40;
  public static final int MPS_PSET = 0;
  public static final int MPS_SEQNO = 4;
  public static final int MPS_MSCOUNT = 8;
  public static final int MPS_QLIMIT = 12;
  public static final int MPS_MSGCOUNT = 16;
  public static final int MPS_SORIGHTS = 20;
  public static final int MPS_SRIGHTS = 24;
  public static final int MPS_PDREQUEST = 28;
  public static final int MPS_NSREQUEST = 32;
  public static final int MPS_FLAGS = 36;

  private MachPortStatusLayout() {}
}
