package org.machapi.gnumach;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A GNU Mach kernel that runs in an emulated machine of its own, and the agent in it that makes
 * calls for us.
 *
 * <p>The machine ends with {@link #close}, and after a time limit at the latest, even if this Java
 * process should end without closing it. Not safe for use by several threads.
 */
final class GnuMachKernel implements AutoCloseable {
  private static final int LIFETIME_SECONDS = 110;
  private static final int ANSWER_SECONDS = 60;
  private static final String END = "";

  private final Process machine;
  private final Path console;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Thread reader;

  private GnuMachKernel(Process machine, Path console) {
    this.machine = machine;
    this.console = console;
    this.reader = new Thread(this::read, "gnumach-reader");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Boots a kernel and waits until its agent is ready.
   *
   * @param folder what {@link GnuMachSetUp} filled
   */
  static GnuMachKernel boot(Path folder) {
    return boot(folder, null);
  }

  private static GnuMachKernel boot(Path folder, Path file) {
    Path build = folder.resolve("build");
    Path root = folder.resolve("qemu");
    try {
      Path console = Files.createTempFile(folder, "console", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command(root, build.relativize(console), file))
              .directory(build.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      Path libraries = root.resolve("usr/lib/x86_64-linux-gnu");
      builder
          .environment()
          .put("LD_LIBRARY_PATH", libraries + ":" + root.resolve("lib/x86_64-linux-gnu"));
      builder.environment().put("QEMU_MODULE_DIR", libraries.resolve("qemu").toString());
      GnuMachKernel kernel = new GnuMachKernel(builder.start(), console);
      kernel.awaitAgent();
      return kernel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Software emulation works everywhere; the agent talks on the second serial port. */
  private static List<String> command(Path root, Path console, Path file) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "timeout",
                "-k",
                "2",
                String.valueOf(LIFETIME_SECONDS),
                root.resolve("usr/bin/qemu-system-x86_64").toString(),
                "-L",
                root.resolve("usr/share/qemu").toString(),
                "-L",
                root.resolve("usr/share/seabios").toString(),
                "-accel",
                "tcg,thread=single",
                "-cpu",
                "qemu64",
                "-m",
                "64",
                "-nodefaults",
                "-display",
                "none",
                "-no-reboot",
                "-serial",
                "file:" + console,
                "-chardev",
                "stdio,id=in,signal=off",
                "-serial",
                "chardev:in",
                "-chardev",
                "file,id=out,path=/dev/stdout",
                "-device",
                "isa-debugcon,iobase=0xe9,chardev=out",
                "-kernel",
                "kernel",
                "-append",
                "console=com0",
                "-initrd",
                "agent ${host-port} ${device-port} $(task-create) $(task-resume)"));
    if (file != null) {
      command.add("-fw_cfg");
      command.add("name=opt/org.machapi/lines,file=" + file);
    }
    return command;
  }

  private void awaitAgent() {
    boolean ready = false;
    try {
      ready = next("the start").equals("READY");
    } finally {
      if (!ready) {
        close();
      }
    }
  }

  private void read() {
    try (BufferedReader in = machine.inputReader(StandardCharsets.US_ASCII)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line.strip());
      }
    } catch (IOException e) {
      // The machine was ended.
    } finally {
      lines.add(END);
    }
  }

  private String next(String question) {
    try {
      String line = lines.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
      if (line == null || line.equals(END)) {
        throw new IllegalStateException(
            (line == null ? "no answer in " + ANSWER_SECONDS + " s" : "the kernel ended")
                + " at: "
                + question
                + "\n"
                + consoleEnd());
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at: " + question, e);
    }
  }

  private String consoleEnd() {
    try {
      String text = Files.readString(console, StandardCharsets.ISO_8859_1);
      return text.substring(Math.max(0, text.length() - 1500));
    } catch (IOException e) {
      return "no console: " + e;
    }
  }

  /**
   * Runs a sequence in fresh tasks.
   *
   * @return what there was before the first step, then the outcome of each step
   */
  List<Outcome> run(Sequence sequence) {
    try {
      OutputStream out = machine.getOutputStream();
      out.write(lines(sequence).getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException("the kernel takes no more: " + consoleEnd(), e);
    }
    return answers(sequence);
  }

  /**
   * Boots a kernel for many sequences, one after the other, and ends it. They go in as a file,
   * which is much faster than the serial port.
   */
  static List<List<Outcome>> runAll(Path folder, List<Sequence> sequences) {
    try {
      Path file = Files.createTempFile(folder, "sequences", ".txt");
      try {
        StringBuilder text = new StringBuilder();
        sequences.forEach(sequence -> text.append(lines(sequence)));
        Files.writeString(file, text, StandardCharsets.US_ASCII);
        try (GnuMachKernel kernel = boot(folder, file)) {
          return sequences.stream().map(kernel::answers).toList();
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lines(Sequence sequence) {
    StringBuilder lines = new StringBuilder("begin " + sequence.tasks() + "\n");
    sequence.steps().forEach(step -> lines.append(step.forAgent()).append('\n'));
    return lines.append("end\n").toString();
  }

  private List<Outcome> answers(Sequence sequence) {
    List<Outcome> outcomes = new ArrayList<>();
    Map<String, String> names = new TreeMap<>();
    outcomes.add(AgentAnswer.read(next(sequence.title()), names));
    for (Step step : sequence.steps()) {
      outcomes.add(AgentAnswer.read(next(sequence.title() + ": " + step), names));
    }
    next(sequence.title() + ": end");
    return outcomes;
  }

  /** Returns the processes that belong to it. */
  List<ProcessHandle> processes() {
    return Stream.concat(Stream.of(machine.toHandle()), machine.descendants()).toList();
  }

  /** Returns the file with what the kernel prints; it goes with the machine. */
  Path console() {
    return console;
  }

  /** Ends the machine and waits until it has ended. */
  @Override
  public void close() {
    // The machine itself is a child of the process that limits its time.
    List<ProcessHandle> processes = processes();
    processes.forEach(ProcessHandle::destroyForcibly);
    try {
      for (ProcessHandle process : processes) {
        process.onExit().get(ANSWER_SECONDS, TimeUnit.SECONDS);
      }
      machine.waitFor();
      reader.join();
      Files.deleteIfExists(console);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the machine does not end", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
