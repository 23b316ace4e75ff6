package org.machapi.sim;

/**
 * The numbers that {@code mach_port_kobject} gives for what a port stands for (XNU
 * osfmk/kern/ipc_kobject.h, which no public header repeats).
 */
final class ObjectType {
  static final int NONE = 0;
  static final int THREAD_CONTROL = 1;
  static final int TASK_CONTROL = 2;
  static final int HOST = 3;
  static final int PROCESSOR_SET_NAME = 7;
  static final int TIMER = 8;
  static final int MAIN_DEVICE = 19;
  static final int TASK_NAME = 20;
  static final int SEMAPHORE = 23;
  static final int CLOCK = 25;
  static final int TASK_RESUME = 36;
  static final int VOUCHER = 37;
  static final int UX_HANDLER = 40;
  static final int TASK_INSPECT = 44;
  static final int TASK_READ = 45;
  static final int THREAD_INSPECT = 46;
  static final int THREAD_READ = 47;
  static final int TASK_ID_TOKEN = 50;

  private ObjectType() {}
}
