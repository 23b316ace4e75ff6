package org.machapi.benchmarks;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * As many objects as a task has names, each as large as a port of the simulated kernel, in a table
 * as the ports are: what there is of a kernel when all of it is left out but its size.
 */
@State(Scope.Thread)
public class BareObjects {
  /** With the 16 bytes of its header an array of so many numbers takes 128 bytes, as a port. */
  private static final int LENGTH = 14;

  /** How many objects there are. */
  @Param({"100", "1000", "10000", "100000", "300000"})
  int names;

  private long[][] objects = {};

  /** The places of all objects, in an order of chance. */
  private int[] scattered = {};

  private int next;
  private int zero;

  /** Makes no objects yet. */
  public BareObjects() {}

  @Setup
  public void fill() {
    objects = new long[names][];
    scattered = new int[names];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < names; i++) {
      objects[i] = new long[LENGTH];
      int place = random.nextInt(i + 1);
      scattered[i] = scattered[place];
      scattered[place] = i;
    }
  }

  /**
   * Counts in the next object, anywhere, and returns its count.
   *
   * <p>Which one is next hangs on the zero in the one before. A call of the kernel is so long that
   * the processor begins no other before it ends; these few instructions it would do for several
   * objects at a time, and hide what each has to be waited for.
   */
  long countAnywhere() {
    long[] object = objects[scattered[next] + zero];
    next = next + 1 < scattered.length ? next + 1 : 0;
    zero = (int) object[0];
    return ++object[1];
  }
}
