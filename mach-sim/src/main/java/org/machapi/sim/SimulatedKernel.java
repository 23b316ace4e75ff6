package org.machapi.sim;

/**
 * A Mach kernel in memory. It has tasks, which know one another only through rights, and the
 * exception ports of the host.
 *
 * <p>Safe for use by several threads: one call at a time is served, and a call that waits lets the
 * others in.
 */
public final class SimulatedKernel {
  private final Kernel kernel;

  private SimulatedKernel(KernelConfiguration configuration) {
    this.kernel = new Kernel(configuration);
  }

  /**
   * Makes a kernel that follows XNU 7195 and throws fatal guard exceptions as {@link
   * FatalGuardError}.
   *
   * @return a kernel without tasks
   */
  public static SimulatedKernel create() {
    return create(KernelConfiguration.builder().build());
  }

  /**
   * Makes a kernel.
   *
   * @param configuration what it is like
   * @return a kernel without tasks
   */
  public static SimulatedKernel create(KernelConfiguration configuration) {
    return new SimulatedKernel(configuration);
  }

  /**
   * Makes a task, which has a send right to its own task port, one to the bootstrap port if there
   * is a bootstrap server, and no other name.
   *
   * @param name what it is called in messages for people, and the job that it is a run of, if a
   *     service was declared for a job of that name
   * @return the task
   */
  public SimulatedTask createTask(String name) {
    kernel.lock.lock();
    try {
      Task task = new Task(kernel, name);
      kernel.tasks.put(task.processNumber, task);
      return new SimulatedTask(task);
    } finally {
      kernel.lock.unlock();
    }
  }

  /**
   * Declares a service to the bootstrap server, as a property list does to launchd. Its port is
   * there at once and keeps messages; it comes back with them whenever a task that has checked in
   * gives up the receive right.
   *
   * @param service the name of the service
   * @param job the tasks that may check in: those of this name
   * @throws IllegalStateException if the kernel was made without a bootstrap server
   * @throws IllegalArgumentException if the service is there already, or if its name is empty, has
   *     a zero in it or has more than 127 bytes
   */
  public void declareService(String service, String job) {
    kernel.lock.lock();
    try {
      kernel.bootstrap.declare(service, job);
    } finally {
      kernel.lock.unlock();
    }
  }

  /**
   * Returns what this kernel is like.
   *
   * @return the configuration
   */
  public KernelConfiguration configuration() {
    return kernel.configuration;
  }
}
