package org.machapi;

/**
 * Asks for the kernel of the system, in a JVM of its own, and prints what came of it. Each argument
 * is a value for the property that names a library, or a dash for none, and a question of its own.
 */
final class SystemKernelProgram {
  private SystemKernelProgram() {}

  public static void main(String[] libraries) {
    for (String library : libraries) {
      if (library.equals("-")) {
        System.clearProperty(SystemKernel.LIBRARY_PROPERTY);
      } else {
        System.setProperty(SystemKernel.LIBRARY_PROPERTY, library);
      }
      try {
        System.out.println("kernel " + Mach.system().kernel());
      } catch (RuntimeException e) {
        System.out.println("thrown " + e);
      }
    }
  }
}
