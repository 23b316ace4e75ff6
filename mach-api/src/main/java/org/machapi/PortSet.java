package org.machapi;

import java.util.stream.IntStream;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.KernelMemory;
import org.machapi.raw.NativeBuffer;
import org.machapi.raw.PortConstants;

/**
 * A port set, owned by the program: receives from all its members, whichever has a message.
 *
 * <p>It owns the name of the set and one private member, by which the library wakes whoever waits
 * for a message (see {@link ReceiveSource}). It does not own the other members: closing the set
 * leaves them alone, and a receive right that is closed leaves the set.
 */
public final class PortSet extends PortRight implements PortSetView {
  private final WakePort wakePort = new WakePort();
  private final SetReceivers receivers = new SetReceivers(wakePort);

  private PortSet(Mach mach, int name) {
    super(mach, name, PortSet.class);
    // Neither this.wakePort nor the receivers, which know the set: it could be reached for ever.
    WakePort port = wakePort;
    watch((kernel, lost) -> giveBack(kernel, lost, port));
  }

  /**
   * Creates an empty port set on the kernel of this system.
   *
   * @see #allocate(Mach)
   * @return the port set
   * @throws MachException as {@link #allocate(Mach)} does
   */
  public static PortSet allocate() throws MachException {
    return allocate(Mach.system());
  }

  /**
   * Creates an empty port set.
   *
   * <p>Ownership: the caller owns the set and must close it. On failure nothing was made.
   *
   * @param mach the kernel
   * @return the port set
   * @throws MachException as {@code mach_port_allocate} fails ({@code KERN_NO_SPACE} if the port
   *     space is full, {@code KERN_RESOURCE_SHORTAGE} if the kernel has no memory)
   */
  public static PortSet allocate(Mach mach) throws MachException {
    NativeBuffer scratch = Scratch.get();
    int code =
        mach.library()
            .mach_port_allocate(
                mach.taskSelf(), PortConstants.MACH_PORT_RIGHT_PORT_SET, scratch.pointer());
    if (code != KernReturnConstants.KERN_SUCCESS) {
      throw new MachException("mach_port_allocate", code, null);
    }
    return new PortSet(mach, scratch.getInt(0));
  }

  /**
   * Takes over a port set that the caller owns by its raw name.
   *
   * <p>Ownership: on success the object owns the set; the caller must not release it any more. Its
   * members stay what they are. On failure nothing was released or changed, and the caller owns
   * what it owned.
   *
   * @param mach the kernel to which the name belongs
   * @param name the name
   * @return the owner of the set
   * @throws MachException naming the routine: {@code KERN_INVALID_NAME} if the name denotes
   *     nothing, {@code KERN_INVALID_RIGHT} if it denotes no port set
   */
  public static PortSet adopt(Mach mach, int name) throws MachException {
    mach.space().require(name, "a port set", Right.PORT_SET);
    return new PortSet(mach, name);
  }

  @Override
  public boolean add(ReceiveView member) throws MachException {
    requireSameKernel(member);
    int name = beginUse();
    try (Loan loan = member.lend()) {
      int code = mach().library().mach_port_insert_member(mach().taskSelf(), loan.name(), name);
      if (code != KernReturnConstants.KERN_SUCCESS
          && code != KernReturnConstants.KERN_ALREADY_IN_SET) {
        throw mach().failure("mach_port_insert_member", code, loan.name());
      }
      receivers.added(loan.name(), (ReceiveRight) member);
      return code == KernReturnConstants.KERN_SUCCESS;
    } finally {
      endUse();
    }
  }

  @Override
  public void remove(ReceiveView member) throws MachException {
    requireSameKernel(member);
    int name = beginUse();
    try (Loan loan = member.lend()) {
      int code = mach().library().mach_port_extract_member(mach().taskSelf(), loan.name(), name);
      if (code != KernReturnConstants.KERN_SUCCESS && code != KernReturnConstants.KERN_NOT_IN_SET) {
        throw mach().failure("mach_port_extract_member", code, loan.name());
      }
      receivers.removed(loan.name());
    } finally {
      endUse();
    }
  }

  private void requireSameKernel(ReceiveView member) {
    if (member.mach() != mach()) {
      throw new IllegalArgumentException(member + " belongs to another kernel than " + this);
    }
  }

  @Override
  public int[] members() throws MachException {
    int name = beginUse();
    try {
      NativeBuffer scratch = Scratch.get();
      int code =
          mach()
              .library()
              .mach_port_get_set_status(
                  mach().taskSelf(), name, scratch.pointer(0), scratch.pointer(Long.BYTES));
      if (code != KernReturnConstants.KERN_SUCCESS) {
        throw mach().failure("mach_port_get_set_status", code, name);
      }
      int wakeName = receivers.wakeName(name);
      return IntStream.of(
              KernelMemory.takeInts(
                  mach().library(),
                  mach().taskSelf(),
                  scratch.getLong(0),
                  scratch.getInt(Long.BYTES)))
          .filter(member -> member != wakeName)
          .sorted()
          .toArray();
    } finally {
      endUse();
    }
  }

  @Override
  public int receive(NativeBuffer memory, int options, long nanoseconds) throws MachException {
    return receivers.receive(this, memory, options, nanoseconds);
  }

  /**
   * Leaves the library with the raw name.
   *
   * <p>Ownership: the caller owns the set from now on, alone; this object owns nothing. The private
   * member is gone, the others stay.
   *
   * @return the name
   * @throws IllegalStateException if the set is closed or gone, or other threads are using it at
   *     this moment
   */
  public int relinquish() {
    int name = relinquishName();
    wakePort.close();
    return name;
  }

  @Override
  void wakeUsers(int name) {
    receivers.wake(mach(), name);
  }

  @Override
  int release(Mach mach, int name) {
    return giveBack(mach, name, wakePort);
  }

  private static int giveBack(Mach mach, int name, WakePort wakePort) {
    wakePort.close();
    return mach.library()
        .mach_port_mod_refs(mach.taskSelf(), name, PortConstants.MACH_PORT_RIGHT_PORT_SET, -1);
  }

  @Override
  String releaseRoutine() {
    return "mach_port_mod_refs";
  }
}
