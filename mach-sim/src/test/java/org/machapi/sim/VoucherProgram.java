package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MachMsgLayout.HEADER_SIZE;
import static org.machapi.raw.MachMsgLayout.MSGH_BITS;
import static org.machapi.raw.MachMsgLayout.MSGH_VOUCHER_PORT;

import java.nio.charset.StandardCharsets;
import org.machapi.raw.NativeBuffer;

/** A task of a kernel that can be looked into, with the recipes that it makes vouchers by. */
final class VoucherProgram {
  static final int KEY_ALL = -1;
  static final int KEY_IMPORTANCE = 2;
  static final int KEY_BANK = 3;
  static final int KEY_PTHPRIORITY = 4;
  static final int KEY_USER_DATA = 7;
  static final int KEY_TEST = 8;
  static final int COPY = 1;
  static final int REMOVE = 2;
  static final int REDEEM = 10;
  static final int IMPORTANCE_SELF = 200;
  static final int STORE = 211;

  final Task task;
  final Program program;
  final int host;
  final NativeBuffer recipes = NativeBuffer.allocate(8192);
  int size;

  VoucherProgram(Kernel kernel) {
    task = new Task(kernel, "test");
    program = new Program(new SimulatedLibrary(task, null));
    host = program.mach.mach_host_self();
  }

  static Kernel kernel() {
    return kernel(KernelConfiguration.builder());
  }

  static Kernel kernel(KernelConfiguration.Builder configuration) {
    return new Kernel(configuration.build());
  }

  /** Begins a new sequence of recipes. */
  VoucherProgram recipe(int key, int command, int previous, String content) {
    size = 0;
    return then(key, command, previous, content);
  }

  VoucherProgram then(int key, int command, int previous, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
    recipes.putInt(size, key);
    recipes.putInt(size + 4, command);
    recipes.putInt(size + 8, previous);
    recipes.putInt(size + 12, bytes.length);
    recipes.bytes().put(size + 16, bytes);
    size += 16 + bytes.length;
    return this;
  }

  /** Makes what the recipes say; returns the result, with the name in the program's memory. */
  int create() {
    program.out.putInt(0, 99);
    return program.mach.host_create_mach_voucher(
        host, recipes.pointer(), size, program.out.pointer());
  }

  /** As {@link #create}, where it has to succeed; returns the name. */
  int made() {
    assertThat(create()).isEqualTo(KERN_SUCCESS);
    return program.out.getInt(0);
  }

  /** Makes a voucher that carries a text. */
  int carrying(String text) {
    return recipe(KEY_USER_DATA, STORE, 0, text).made();
  }

  /** Makes the message in the program's memory one with a voucher, and sends it without waiting. */
  int send(int voucher, int disposition) {
    program.message.putInt(
        MSGH_BITS, program.message.getInt(MSGH_BITS) & 0xffff | disposition << 16);
    program.message.putInt(MSGH_VOUCHER_PORT, voucher);
    return program.send(0x11, HEADER_SIZE, 0);
  }

  /** The voucher's disposition in the message that is in the program's memory. */
  int voucherDisposition() {
    return program.message.getInt(MSGH_BITS) >>> 16 & 0x1f;
  }

  int voucherField() {
    return program.message.getInt(MSGH_VOUCHER_PORT);
  }
}
