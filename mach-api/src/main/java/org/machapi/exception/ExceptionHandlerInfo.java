package org.machapi.exception;

import java.util.ArrayList;
import java.util.List;
import org.machapi.Flavour;
import org.machapi.Loan;
import org.machapi.MachException;
import org.machapi.ReadableTask;
import org.machapi.ReadableThread;
import org.machapi.SendView;
import org.machapi.raw.ExceptionHandlerInfoLayout;
import org.machapi.raw.KernReturnConstants;
import org.machapi.raw.NativeBuffer;

/**
 * Who handles some exception types, without a right to the port: for tools that look. A read port
 * of the target suffices. The kernel describes those of threads and tasks, not of the host.
 *
 * <p>The numbers are hashes of kernel addresses, good for comparison only: the first with the
 * object that {@code mach_port_space_info} gives for a name, the second with another port of the
 * same receiver.
 *
 * @param mask the types
 * @param port stands for the port; 0 if nobody handles these types, or whoever did is gone
 * @param receiver stands for who receives from the port, so for the task; 0 if nobody does
 * @param behaviour what the messages carry
 * @param flavour the {@code thread_state_flavor_t} of the state, where the behaviour has one
 */
public record ExceptionHandlerInfo(
    ExceptionMask mask, int port, int receiver, ExceptionBehaviour behaviour, int flavour) {

  /**
   * Describes who handles exceptions of a task.
   *
   * <p>Ownership: no right changes hands.
   *
   * @param task the task
   * @param mask the types
   * @return one entry for each combination of port, behaviour and flavour
   * @throws MachException as {@code task_get_exception_ports_info} fails: {@code
   *     KERN_INVALID_ARGUMENT} if the mask has unknown bits, the task has ended, or its port does
   *     not allow it
   */
  public static List<ExceptionHandlerInfo> of(ReadableTask task, ExceptionMask mask)
      throws MachException {
    Arrays arrays = new Arrays();
    try (Loan loan = task.lend()) {
      int code =
          task.mach()
              .library()
              .task_get_exception_ports_info(
                  loan.name(),
                  mask.bits(),
                  arrays.entries.masks.pointer(),
                  arrays.entries.count.pointer(),
                  arrays.infos.pointer(),
                  arrays.entries.behaviours.pointer(),
                  arrays.entries.flavours.pointer());
      return arrays.read("task_get_exception_ports_info", code, task);
    }
  }

  /**
   * Describes who handles exceptions of a thread.
   *
   * <p>Ownership: no right changes hands.
   *
   * @param thread the thread
   * @param mask the types
   * @return one entry for each combination of port, behaviour and flavour; none if the thread never
   *     had a handler of its own
   * @throws MachException as {@code thread_get_exception_ports_info} fails, as for a task
   */
  public static List<ExceptionHandlerInfo> of(ReadableThread thread, ExceptionMask mask)
      throws MachException {
    Arrays arrays = new Arrays();
    try (Loan loan = thread.lend()) {
      int code =
          thread
              .mach()
              .library()
              .thread_get_exception_ports_info(
                  loan.name(),
                  mask.bits(),
                  arrays.entries.masks.pointer(),
                  arrays.entries.count.pointer(),
                  arrays.infos.pointer(),
                  arrays.entries.behaviours.pointer(),
                  arrays.entries.flavours.pointer());
      return arrays.read("thread_get_exception_ports_info", code, thread);
    }
  }

  /** The arrays of a query, with two words for each handler in place of a name. */
  private static final class Arrays {
    private final ExceptionArrays entries = new ExceptionArrays();
    private final NativeBuffer infos =
        NativeBuffer.allocate(ExceptionArrays.CAPACITY * ExceptionHandlerInfoLayout.SIZE);

    List<ExceptionHandlerInfo> read(String routine, int code, SendView target)
        throws MachException {
      if (code != KernReturnConstants.KERN_SUCCESS) {
        throw target.mach().failure(routine, code, target, Flavour.READ);
      }
      List<ExceptionHandlerInfo> read = new ArrayList<>(entries.count());
      for (int i = 0; i < entries.count(); i++) {
        int at = i * ExceptionHandlerInfoLayout.SIZE;
        read.add(
            new ExceptionHandlerInfo(
                new ExceptionMask(entries.mask(i)),
                infos.getInt(at + ExceptionHandlerInfoLayout.IIP_PORT_OBJECT),
                infos.getInt(at + ExceptionHandlerInfoLayout.IIP_RECEIVER_OBJECT),
                new ExceptionBehaviour(entries.behaviour(i)),
                entries.flavour(i)));
      }
      return List.copyOf(read);
    }
  }
}
