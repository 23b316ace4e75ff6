package org.machapi.sim;

import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ADDRESS;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_NOT_SUPPORTED;
import static org.machapi.raw.KernReturnConstants.KERN_NO_ACCESS;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.SpecialPortConstants.HOST_AMFID_PORT;
import static org.machapi.raw.SpecialPortConstants.HOST_IOCOMPRESSIONSTATS_PORT;
import static org.machapi.raw.SpecialPortConstants.HOST_IO_MAIN_PORT;
import static org.machapi.raw.SpecialPortConstants.HOST_MAX_SPECIAL_KERNEL_PORT;
import static org.machapi.raw.SpecialPortConstants.HOST_NODE_PORT;
import static org.machapi.raw.SpecialPortConstants.HOST_PORT;
import static org.machapi.raw.SpecialPortConstants.HOST_PRIV_PORT;
import static org.machapi.raw.SpecialPortConstants.HOST_SECURITY_PORT;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The calls on the host, other than its exception ports: what it is, and whom it knows. */
final class HostCalls {
  /** The last number that XNU 7195.141 knows. */
  private static final int LAST_SPECIAL_PORT = HOST_IOCOMPRESSIONSTATS_PORT;

  /** Flavours of {@code <mach/host_info.h>}, and how many words the basic one has and once had. */
  private static final int HOST_BASIC_INFO = 1;

  private static final int HOST_SEMAPHORE_TRAPS = 7;
  private static final int HOST_MACH_MSG_TRAP = 8;
  private static final int HOST_DEBUG_INFO_INTERNAL = 10;
  private static final int BASIC_WORDS = 12;
  private static final int OLD_BASIC_WORDS = 5;

  /** The types of processors in {@code <mach/machine.h>}. */
  private static final int CPU_TYPE_X86 = 7;

  private static final int CPU_SUBTYPE_X86_ARCH1 = 4;
  private static final int CPU_TYPE_ARM64 = 0x0100000c;
  private static final int CPU_SUBTYPE_ARM64E = 2;

  /** What the 32-bit word for the memory says at most. */
  private static final long MOST_OLD_MEMORY = 0x8000_0000L;

  private final Kernel kernel;
  private final @Nullable Port[] special = new Port[LAST_SPECIAL_PORT + 1];

  HostCalls(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Gives a special port; the host port stands for the privileged one as well. */
  int getSpecialPort(Task caller, int which, Pointer out) {
    if (!Buffers.holdsInt(out)) {
      return KERN_INVALID_ADDRESS;
    }
    if (which <= HOST_SECURITY_PORT || which > LAST_SPECIAL_PORT) {
      return KERN_INVALID_ARGUMENT;
    }
    if (which == HOST_IO_MAIN_PORT) {
      return kernel.hostServices.ioMain(caller, out);
    }
    boolean isHost = which == HOST_PORT || which == HOST_PRIV_PORT;
    Port right = kernel.ports.copySend(isHost ? kernel.hostPort : special[which]);
    out.putInt(0, kernel.copyout.name(caller.space, right, Dispositions.SEND));
    return KERN_SUCCESS;
  }

  /** Keeps a copy of a send right as a special port, and drops the one kept so far. */
  int setSpecialPort(Task caller, int host, int which, int name) {
    int result = kernel.rightCalls.takeCopy(caller, name);
    if (result != KERN_SUCCESS) {
      return result;
    }
    Port right = kernel.copyin.port;
    result =
        kernel.resolver.isHost(caller.space, host)
            ? whyNotSet(which, right)
            : kernel.resolver.error;
    if (result != KERN_SUCCESS) {
      kernel.ports.releaseSend(right);
      return result;
    }
    Port old = special[which];
    special[which] = right;
    kernel.ports.releaseSend(old);
    return KERN_SUCCESS;
  }

  private static int whyNotSet(int which, @Nullable Port right) {
    if (which <= HOST_MAX_SPECIAL_KERNEL_PORT || which > LAST_SPECIAL_PORT) {
      return KERN_INVALID_ARGUMENT;
    }
    if (Port.valid(right) && (right.immovableReceive || right.immovableSend)) {
      return KERN_INVALID_RIGHT;
    }
    return switch (which) {
      case HOST_NODE_PORT -> KERN_NOT_SUPPORTED;
      case HOST_AMFID_PORT -> KERN_NO_ACCESS;
      default -> KERN_SUCCESS;
    };
  }

  int info(int flavor, Pointer out, Pointer count) {
    if (!Buffers.holdsInt(count)) {
      return KERN_INVALID_ADDRESS;
    }
    return switch (flavor) {
      case HOST_BASIC_INFO -> basicInfo(out, count);
      case HOST_SEMAPHORE_TRAPS, HOST_MACH_MSG_TRAP -> {
        count.putInt(0, 0);
        yield KERN_SUCCESS;
      }
      case HOST_DEBUG_INFO_INTERNAL -> KERN_NOT_SUPPORTED;
      default -> KERN_INVALID_ARGUMENT;
    };
  }

  /** Tells of the processors of the Java machine, and of as much memory as a task can have. */
  private int basicInfo(Pointer out, Pointer count) {
    int room = count.getInt(0);
    if (Integer.compareUnsigned(room, OLD_BASIC_WORDS) < 0) {
      return KERN_FAILURE;
    }
    int words = Integer.compareUnsigned(room, BASIC_WORDS) < 0 ? OLD_BASIC_WORDS : BASIC_WORDS;
    if (!Buffers.holds(out, 4L * words)) {
      return KERN_INVALID_ADDRESS;
    }
    int processors = Runtime.getRuntime().availableProcessors();
    long memory = kernel.configuration.maximumMemory();
    boolean arm = kernel.configuration.architecture() == MachineArchitecture.ARM64;
    ByteBuffer info = ByteBuffer.allocate(4 * BASIC_WORDS).order(ByteOrder.nativeOrder());
    info.putInt(processors).putInt(processors).putInt((int) Math.min(memory, MOST_OLD_MEMORY));
    info.putInt(arm ? CPU_TYPE_ARM64 : CPU_TYPE_X86);
    info.putInt(arm ? CPU_SUBTYPE_ARM64E : CPU_SUBTYPE_X86_ARCH1);
    // No kind of hardware threads, and each processor is one of its own.
    info.putInt(0).putInt(processors).putInt(processors).putInt(processors).putInt(processors);
    info.putLong(memory);
    out.put(0, info.array(), 0, 4 * words);
    count.putInt(0, words);
    return KERN_SUCCESS;
  }
}
