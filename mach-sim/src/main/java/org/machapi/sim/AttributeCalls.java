package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_DENIED;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_VALUE;
import static org.machapi.raw.KernReturnConstants.KERN_NO_SPACE;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MachPortOptionsLayout.FLAGS;
import static org.machapi.raw.MachPortOptionsLayout.MPL_QLIMIT;
import static org.machapi.raw.PortConstants.MACH_PORT_DENAP_RECEIVER;
import static org.machapi.raw.PortConstants.MACH_PORT_DNREQUESTS_SIZE;
import static org.machapi.raw.PortConstants.MACH_PORT_IMPORTANCE_RECEIVER;
import static org.machapi.raw.PortConstants.MACH_PORT_INFO_EXT;
import static org.machapi.raw.PortConstants.MACH_PORT_INFO_EXT_COUNT;
import static org.machapi.raw.PortConstants.MACH_PORT_LIMITS_INFO;
import static org.machapi.raw.PortConstants.MACH_PORT_QLIMIT_MAX;
import static org.machapi.raw.PortConstants.MACH_PORT_RECEIVE_STATUS;
import static org.machapi.raw.PortConstants.MACH_PORT_RECEIVE_STATUS_COUNT;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_STATUS_FLAG_GUARDED;
import static org.machapi.raw.PortConstants.MACH_PORT_STATUS_FLAG_GUARD_IMMOVABLE_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_STATUS_FLAG_IMP_DONATION;
import static org.machapi.raw.PortConstants.MACH_PORT_STATUS_FLAG_STRICT_GUARD;
import static org.machapi.raw.PortConstants.MACH_PORT_STATUS_FLAG_TEMPOWNER;
import static org.machapi.raw.PortConstants.MACH_PORT_TEMPOWNER;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.raw.PortConstants.MPG_IMMOVABLE_RECEIVE;
import static org.machapi.raw.PortConstants.MPG_STRICT;
import static org.machapi.raw.PortConstants.MPO_CONTEXT_AS_GUARD;
import static org.machapi.raw.PortConstants.MPO_DENAP_RECEIVER;
import static org.machapi.raw.PortConstants.MPO_IMMOVABLE_RECEIVE;
import static org.machapi.raw.PortConstants.MPO_IMPORTANCE_RECEIVER;
import static org.machapi.raw.PortConstants.MPO_INSERT_SEND_RIGHT;
import static org.machapi.raw.PortConstants.MPO_QLIMIT;
import static org.machapi.raw.PortConstants.MPO_STRICT;
import static org.machapi.raw.PortConstants.MPO_TEMPOWNER;
import static org.machapi.raw.PortConstants.MPO_TG_BLOCK_TRACKING;

import jnr.ffi.Pointer;
import org.machapi.raw.MachPortStatusLayout;

/** The calls that read or set what a receive right is like, and the one that makes one to order. */
final class AttributeCalls {
  /** No flavour gives more words. */
  private static final int MAXIMUM_COUNT = 17;

  private final Kernel kernel;

  AttributeCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  int get(Space space, int name, int flavor, Pointer out, Pointer count) {
    if (!Buffers.holdsInt(count)) {
      return KERN_INVALID_ADDRESS;
    }
    int offered = count.getInt(0);
    if (offered < 0 || offered > MAXIMUM_COUNT) {
      offered = MAXIMUM_COUNT;
    }
    int[] info = new int[MAXIMUM_COUNT];
    int words =
        switch (flavor) {
          case MACH_PORT_LIMITS_INFO, MACH_PORT_DNREQUESTS_SIZE -> 1;
          case MACH_PORT_RECEIVE_STATUS -> MACH_PORT_RECEIVE_STATUS_COUNT;
          case MACH_PORT_INFO_EXT -> MACH_PORT_INFO_EXT_COUNT;
          default -> 0;
        };
    if (words == 0) {
      return KERN_INVALID_ARGUMENT;
    }
    if (offered < words) {
      return KERN_FAILURE;
    }
    if (!Names.valid(name)) {
      return getOfNone(flavor, offered, out, count);
    }
    int index = kernel.names.findReceive(space, name);
    if (index == 0) {
      return kernel.names.error;
    }
    Port port = space.port(index);
    switch (flavor) {
      case MACH_PORT_LIMITS_INFO -> info[0] = port.queueLimit;
      case MACH_PORT_DNREQUESTS_SIZE -> info[0] = port.requests == null ? 0 : port.requests.size();
      default -> status(port, info);
    }
    return put(info, words, out, count);
  }

  /** The null and the dead name have no limits, and no dead-name requests, and that is no error. */
  private static int getOfNone(int flavor, int offered, Pointer out, Pointer count) {
    return switch (flavor) {
      case MACH_PORT_LIMITS_INFO -> put(new int[0], 0, out, count);
      case MACH_PORT_DNREQUESTS_SIZE -> put(new int[offered], offered, out, count);
      default -> KERN_INVALID_RIGHT;
    };
  }

  private static int put(int[] info, int words, Pointer out, Pointer count) {
    if (!Buffers.holds(out, 4L * words)) {
      return KERN_INVALID_ADDRESS;
    }
    count.putInt(0, words);
    for (int i = 0; i < words; i++) {
      out.putInt(4L * i, info[i]);
    }
    return KERN_SUCCESS;
  }

  /** Fills in the fields of {@code mach_port_status_t}, which are words. */
  private static void status(Port port, int[] info) {
    info[MachPortStatusLayout.MPS_PSET / 4] = port.sets != null && !port.sets.isEmpty() ? 1 : 0;
    info[MachPortStatusLayout.MPS_SEQNO / 4] = port.sequenceNumber;
    info[MachPortStatusLayout.MPS_MSCOUNT / 4] = port.makeSendCount;
    info[MachPortStatusLayout.MPS_QLIMIT / 4] = port.queueLimit;
    info[MachPortStatusLayout.MPS_MSGCOUNT / 4] = port.messageCount;
    info[MachPortStatusLayout.MPS_SORIGHTS / 4] = port.sendOnceRights;
    info[MachPortStatusLayout.MPS_SRIGHTS / 4] = port.sendRights > 0 ? 1 : 0;
    info[MachPortStatusLayout.MPS_PDREQUEST / 4] = port.portDestroyedRequest != null ? 1 : 0;
    info[MachPortStatusLayout.MPS_NSREQUEST / 4] = port.noSendersRequest != null ? 1 : 0;
    info[MachPortStatusLayout.MPS_FLAGS / 4] = flags(port);
  }

  private static int flags(Port port) {
    int flags = 0;
    if (port.importanceDonation) {
      flags |= MACH_PORT_STATUS_FLAG_IMP_DONATION;
      flags |= port.temporaryOwner ? MACH_PORT_STATUS_FLAG_TEMPOWNER : 0;
    }
    if (port.guarded) {
      flags |= MACH_PORT_STATUS_FLAG_GUARDED;
      flags |= port.strictGuard ? MACH_PORT_STATUS_FLAG_STRICT_GUARD : 0;
      flags |= port.immovableReceive ? MACH_PORT_STATUS_FLAG_GUARD_IMMOVABLE_RECEIVE : 0;
    }
    return flags;
  }

  int set(Space space, int name, int flavor, Pointer in, int count) {
    boolean hasValue = flavor == MACH_PORT_LIMITS_INFO || flavor == MACH_PORT_DNREQUESTS_SIZE;
    if (hasValue && count == 0) {
      return KERN_FAILURE;
    }
    if (hasValue && !Buffers.holdsInt(in)) {
      return KERN_INVALID_ADDRESS;
    }
    return set(space, name, flavor, hasValue ? in.getInt(0) : 0);
  }

  private int set(Space space, int name, int flavor, int value) {
    switch (flavor) {
      case MACH_PORT_LIMITS_INFO -> {
        if (Integer.compareUnsigned(value, MACH_PORT_QLIMIT_MAX) > 0) {
          return KERN_INVALID_VALUE;
        }
      }
      case MACH_PORT_DNREQUESTS_SIZE,
          MACH_PORT_TEMPOWNER,
          MACH_PORT_DENAP_RECEIVER,
          MACH_PORT_IMPORTANCE_RECEIVER -> {}
      default -> {
        return KERN_INVALID_ARGUMENT;
      }
    }
    if (!Names.valid(name)) {
      return KERN_INVALID_RIGHT;
    }
    int index = kernel.names.findReceive(space, name);
    if (index == 0) {
      return kernel.names.error;
    }
    return apply(space.port(index), flavor, value);
  }

  private int apply(Port port, int flavor, int value) {
    switch (flavor) {
      case MACH_PORT_LIMITS_INFO -> kernel.queues.setLimit(port, value);
      case MACH_PORT_DNREQUESTS_SIZE -> {
        return growRequests(port, value);
      }
      default -> {
        port.importanceDonation = true;
        port.temporaryOwner |= flavor == MACH_PORT_TEMPOWNER;
      }
    }
    return KERN_SUCCESS;
  }

  private static int growRequests(Port port, int wanted) {
    RequestTable requests = port.requests;
    if (requests != null && wanted <= requests.size()) {
      return KERN_SUCCESS;
    }
    if (!RequestTable.exists(wanted)) {
      return KERN_NO_SPACE;
    }
    if (requests == null) {
      port.requests = new RequestTable(wanted);
    } else {
      requests.growTo(wanted);
    }
    return KERN_SUCCESS;
  }

  /** Makes a port to order and sets {@code kernel.nameCalls.made}. */
  int construct(Space space, Pointer options, long context) {
    if (!Buffers.holds(options, MPL_QLIMIT + 4L)) {
      return KERN_INVALID_ADDRESS;
    }
    int flags = options.getInt(FLAGS);
    int limit = options.getInt(MPL_QLIMIT);
    if ((flags & MPO_TG_BLOCK_TRACKING) != 0) {
      // For the window server only.
      return KERN_DENIED;
    }
    int result = kernel.nameCalls.allocate(space, MACH_PORT_RIGHT_RECEIVE);
    if (result != KERN_SUCCESS) {
      return result;
    }
    int name = kernel.nameCalls.made;
    int index = space.find(name);
    Port port = space.port(index);
    if ((flags & MPO_INSERT_SEND_RIGHT) != 0) {
      kernel.ports.makeSend(port);
      space.setBits(index, (space.bits(index) | MACH_PORT_TYPE_SEND) + 1);
    }
    if ((flags & MPO_CONTEXT_AS_GUARD) != 0) {
      long guardFlags = (flags & MPO_STRICT) != 0 ? MPG_STRICT : 0;
      guardFlags |= (flags & MPO_IMMOVABLE_RECEIVE) != 0 ? MPG_IMMOVABLE_RECEIVE : 0;
      ReceiveRightCalls.setGuard(port, context, guardFlags);
    } else {
      port.context = context;
    }
    if ((flags & MPO_QLIMIT) != 0) {
      result = set(space, name, MACH_PORT_LIMITS_INFO, limit);
    }
    boolean donates = (flags & (MPO_TEMPOWNER | MPO_IMPORTANCE_RECEIVER | MPO_DENAP_RECEIVER)) != 0;
    if (result == KERN_SUCCESS && donates) {
      port.importanceDonation = true;
      port.temporaryOwner |= (flags & MPO_TEMPOWNER) != 0;
    }
    if (result != KERN_SUCCESS) {
      int made = (flags & MPO_INSERT_SEND_RIGHT) != 0 ? -1 : 0;
      kernel.nameCalls.destruct(space, name, made, context);
    }
    return result;
  }
}
