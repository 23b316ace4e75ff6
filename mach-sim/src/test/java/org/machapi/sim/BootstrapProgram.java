package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.BootstrapConstants.BOOTSTRAP_SUCCESS;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.nio.charset.StandardCharsets;
import jnr.ffi.Pointer;
import org.machapi.raw.MachLibrary;
import org.machapi.raw.NativeBuffer;

/** What a program does that looks for services and offers them. */
final class BootstrapProgram {
  final SimulatedTask task;
  final Program program;
  final MachLibrary mach;

  /** The bootstrap port, as the variable names it. */
  final int bootstrap;

  private final NativeBuffer out = NativeBuffer.allocate(4);

  private BootstrapProgram(SimulatedTask task) {
    this.task = task;
    this.program = Program.of(task);
    this.mach = program.mach;
    this.bootstrap = mach.bootstrap_port().get();
  }

  static SimulatedKernel kernel() {
    return SimulatedKernel.create(KernelConfiguration.builder().bootstrapServer(true).build());
  }

  static BootstrapProgram on(SimulatedKernel kernel, String job) {
    return new BootstrapProgram(kernel.createTask(job));
  }

  /** A name as C has it, with its zero and nothing behind that. */
  static Pointer name(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    NativeBuffer memory = NativeBuffer.allocate(bytes.length + 1);
    memory.bytes().put(0, bytes);
    return memory.pointer();
  }

  Pointer out() {
    out.putInt(0, -7);
    return out.pointer();
  }

  /** What the last call wrote; -7 if nothing. */
  int written() {
    return out.getInt(0);
  }

  int tryCheckIn(int port, String service) {
    return mach.bootstrap_check_in(port, name(service), out());
  }

  int checkIn(String service) {
    assertThat(tryCheckIn(bootstrap, service)).isEqualTo(BOOTSTRAP_SUCCESS);
    return written();
  }

  int tryLookUp(int port, String service) {
    return mach.bootstrap_look_up(port, name(service), out());
  }

  int lookUp(String service) {
    assertThat(tryLookUp(bootstrap, service)).isEqualTo(BOOTSTRAP_SUCCESS);
    return written();
  }

  int register(String service, int port) {
    return mach.bootstrap_register(bootstrap, name(service), port);
  }

  int status(String service) {
    assertThat(mach.bootstrap_status(bootstrap, name(service), out())).isEqualTo(BOOTSTRAP_SUCCESS);
    return written();
  }

  int subset(int port, int requestor) {
    assertThat(mach.bootstrap_subset(port, requestor, out())).isEqualTo(BOOTSTRAP_SUCCESS);
    return written();
  }

  int sendReferences(int name) {
    return program.references(name, MACH_PORT_RIGHT_SEND);
  }

  /** How many names the task has. */
  int names() {
    assertThat(mach.mach_port_space_basic_info(program.self, program.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    return program.out.getInt(12);
  }

  void giveReceiveBack(int name) {
    assertThat(mach.mach_port_mod_refs(program.self, name, 1, -1)).isEqualTo(KERN_SUCCESS);
  }

  void deallocate(int name) {
    assertThat(mach.mach_port_deallocate(program.self, name)).isEqualTo(KERN_SUCCESS);
  }
}
