package org.machapi.sim;

import java.util.function.LongSupplier;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What a simulated kernel is like. Immutable; made with {@link #builder()}. */
public final class KernelConfiguration {
  private final KernelGeneration generation;
  private final GuardListener guardListener;
  private final long seed;
  private final int maximumNames;
  private final long maximumMemory;
  private final boolean developerMode;
  private final MachineArchitecture architecture;
  private final @Nullable LongSupplier absoluteTime;
  private final boolean bootstrapServer;
  private final boolean hardenedTasks;

  private KernelConfiguration(Builder builder) {
    this.generation = builder.generation;
    this.guardListener = builder.guardListener;
    this.seed = builder.seed;
    this.maximumNames = builder.maximumNames;
    this.maximumMemory = builder.maximumMemory;
    this.developerMode = builder.developerMode;
    this.architecture = builder.architecture;
    this.absoluteTime = builder.absoluteTime;
    this.bootstrapServer = builder.bootstrapServer;
    this.hardenedTasks = builder.hardenedTasks;
  }

  /**
   * Starts a configuration: XNU 7195, fatal guard exceptions thrown, this machine's architecture,
   * limits as on macOS.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns which kernel is simulated.
   *
   * @return the generation
   */
  public KernelGeneration generation() {
    return generation;
  }

  GuardListener guardListener() {
    return guardListener;
  }

  long seed() {
    return seed;
  }

  int maximumNames() {
    return maximumNames;
  }

  long maximumMemory() {
    return maximumMemory;
  }

  boolean developerMode() {
    return developerMode;
  }

  MachineArchitecture architecture() {
    return architecture;
  }

  LongSupplier absoluteTime() {
    return absoluteTime == null ? System::nanoTime : absoluteTime;
  }

  /** Tells whether waiting in Java brings the absolute time forward. */
  boolean timePassesByItself() {
    return absoluteTime == null;
  }

  boolean bootstrapServer() {
    return bootstrapServer;
  }

  boolean hardenedTasks() {
    return hardenedTasks;
  }

  /** Collects a configuration. Each method returns the builder. */
  public static final class Builder {
    private KernelGeneration generation = KernelGeneration.XNU_7195;
    private GuardListener guardListener = Builder::throwIfFatal;
    private long seed = 1;
    private int maximumNames = 1 << 20;
    private long maximumMemory = 1L << 30;
    private boolean developerMode = true;
    private MachineArchitecture architecture = MachineArchitecture.host();
    private @Nullable LongSupplier absoluteTime;
    private boolean bootstrapServer;
    private boolean hardenedTasks;

    private Builder() {}

    private static void throwIfFatal(GuardException exception) {
      if (exception.fatal()) {
        throw new FatalGuardError(exception);
      }
    }

    /**
     * Sets which kernel is simulated.
     *
     * @param value the generation
     * @return this
     */
    public Builder generation(KernelGeneration value) {
      this.generation = value;
      return this;
    }

    /**
     * Sets who hears of guard exceptions. Without one, fatal ones throw a {@link FatalGuardError}
     * and others pass unheard, as in an ordinary process. A listener that does not throw lets the
     * call return its result, which no process sees after a fatal one.
     *
     * @param value the listener
     * @return this
     */
    public Builder guardListener(GuardListener value) {
      this.guardListener = value;
      return this;
    }

    /**
     * Sets the seed of the generations in port names. The same seed and calls give the same names.
     *
     * @param value any number
     * @return this
     */
    public Builder seed(long value) {
      this.seed = value;
      return this;
    }

    /**
     * Sets how many names one task can have before calls run out of space.
     *
     * @param value names, at least 20 and at most 2^23
     * @return this
     */
    public Builder maximumNames(int value) {
      if (value < 20 || value > 1 << 23) {
        throw new IllegalArgumentException("names from 20 to 2^23, not " + value);
      }
      this.maximumNames = value;
      return this;
    }

    /**
     * Sets how much memory one task can have mapped.
     *
     * @param value bytes
     * @return this
     */
    public Builder maximumMemory(long value) {
      if (value < 0) {
        throw new IllegalArgumentException("negative memory: " + value);
      }
      this.maximumMemory = value;
      return this;
    }

    /**
     * Sets developer mode, on by default. Off, exception messages of XNU 11417 carry read ports in
     * place of control ports, and the control port of another task cannot be had by its token; the
     * other generations do not know it.
     *
     * @param value true for on
     * @return this
     */
    public Builder developerMode(boolean value) {
      this.developerMode = value;
      return this;
    }

    /**
     * Sets whose thread states there are.
     *
     * @param value the architecture
     * @return this
     */
    public Builder architecture(MachineArchitecture value) {
      this.architecture = value;
      return this;
    }

    /**
     * Sets what {@code mach_absolute_time} shows, by which timers expire and {@code
     * clock_sleep_trap} sleeps: nanoseconds, unsigned, that do not go back. By default it is {@link
     * System#nanoTime()}. With a time of its own a test needs no sleep: the kernel looks at it each
     * time anybody calls, and what is due has happened before the call. A call that waits does not
     * notice by itself that this time has moved on. Limits of waits, such as that of a receive, do
     * not go by it.
     *
     * @param value the time, asked with the kernel's lock held
     * @return this
     */
    public Builder absoluteTime(LongSupplier value) {
      this.absoluteTime = value;
      return this;
    }

    /**
     * Sets whether there is a bootstrap server, off by default. With one, each task has one more
     * name: a send right to the bootstrap port, which its variable {@code bootstrap_port} names.
     *
     * @param value true for one
     * @return this
     */
    public Builder bootstrapServer(boolean value) {
      this.bootstrapServer = value;
      return this;
    }

    /**
     * Sets whether tasks are hardened, as macOS does with its own programs; off by default, as for
     * the programs of others. The ports with which a hardened task and its threads name themselves
     * can not be sent, and their last references not be given up. Only XNU 11417 has it here.
     *
     * @param value true for hardened ones
     * @return this
     */
    public Builder hardenedTasks(boolean value) {
      this.hardenedTasks = value;
      return this;
    }

    /**
     * Finishes.
     *
     * @return the configuration
     * @throws IllegalStateException if tasks are to be hardened and the generation has no such
     *     thing
     */
    public KernelConfiguration build() {
      if (hardenedTasks && !generation.rules().has(Rule.HARDENS_TASKS)) {
        throw new IllegalStateException(generation + " does not harden tasks here");
      }
      return new KernelConfiguration(this);
    }
  }
}
