package org.machapi.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_CAPABILITY;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_NAME;
import static org.machapi.raw.KernReturnConstants.KERN_MEMORY_ERROR;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.KobjectConstants.IKOT_VOUCHER;
import static org.machapi.raw.MessageConstants.MACH_SEND_INVALID_DEST;
import static org.machapi.raw.MigErrorConstants.MIG_ARRAY_TOO_LARGE;
import static org.machapi.raw.PortConstants.MACH_PORT_DEAD;
import static org.machapi.raw.PortConstants.MACH_PORT_NULL;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_TYPE_SEND;
import static org.machapi.sim.VoucherProgram.COPY;
import static org.machapi.sim.VoucherProgram.IMPORTANCE_SELF;
import static org.machapi.sim.VoucherProgram.KEY_ALL;
import static org.machapi.sim.VoucherProgram.KEY_BANK;
import static org.machapi.sim.VoucherProgram.KEY_IMPORTANCE;
import static org.machapi.sim.VoucherProgram.KEY_PTHPRIORITY;
import static org.machapi.sim.VoucherProgram.KEY_TEST;
import static org.machapi.sim.VoucherProgram.KEY_USER_DATA;
import static org.machapi.sim.VoucherProgram.REDEEM;
import static org.machapi.sim.VoucherProgram.REMOVE;
import static org.machapi.sim.VoucherProgram.STORE;

import org.junit.jupiter.api.Test;
import org.machapi.raw.MachLibrary;

/** Vouchers: what recipes make, which are the same, and when one ends. */
class VoucherTest {
  /** The {@code EFAULT} that traps of older kernels answer with. */
  private static final int EFAULT = 14;

  private final Kernel kernel = VoucherProgram.kernel();
  private final VoucherProgram its = new VoucherProgram(kernel);
  private final Program program = its.program;
  private final MachLibrary mach = program.mach;

  private int references(int name) {
    return program.references(name, MACH_PORT_RIGHT_SEND);
  }

  @Test
  void withoutRecipesThereIsTheNullVoucher() {
    program.out.putInt(0, 99);
    assertThat(mach.host_create_mach_voucher(its.host, null, 0, program.out.pointer()))
        .isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getInt(0)).isEqualTo(MACH_PORT_NULL);
    assertThat(kernel.vouchers.count()).isZero();
  }

  @Test
  void aRecipeMakesAPortOfTheKernel() {
    int voucher = its.carrying("a");
    assertThat(program.type(voucher)).isEqualTo(MACH_PORT_TYPE_SEND);
    assertThat(references(voucher)).isEqualTo(1);
    assertThat(
            mach.mach_port_kobject(
                program.self, voucher, program.out.pointer(), program.out.pointer(8)))
        .isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getInt(0)).isEqualTo(IKOT_VOUCHER);
  }

  @Test
  void equalRecipesGiveTheSameVoucherAndOneReferenceMore() {
    int voucher = its.carrying("a");
    assertThat(its.carrying("a")).isEqualTo(voucher);
    assertThat(its.carrying("b")).isNotEqualTo(voucher);
    int result =
        mach.host_create_mach_voucher_trap(
            its.host,
            its.recipe(KEY_USER_DATA, STORE, 0, "a").recipes.pointer(),
            its.size,
            program.out.pointer());
    assertThat(result).isEqualTo(KERN_SUCCESS);
    assertThat(program.out.getInt(0)).isEqualTo(voucher);
    assertThat(references(voucher)).isEqualTo(3);
    assertThat(kernel.vouchers.count()).isEqualTo(2);
  }

  @Test
  void tasksShareAVoucher() {
    its.carrying("a");
    VoucherProgram other = new VoucherProgram(kernel);
    other.carrying("a");
    assertThat(kernel.vouchers.count()).isEqualTo(1);
    its.task.terminate();
    assertThat(kernel.vouchers.count()).isEqualTo(1);
    other.task.terminate();
    assertThat(kernel.vouchers.count()).as("nobody is left").isZero();
  }

  @Test
  void itIsTheValuesThatCountAndNotTheWay() {
    int voucher = its.carrying("a");
    assertThat(its.recipe(KEY_USER_DATA, STORE, 0, "b").then(KEY_USER_DATA, STORE, 0, "a").made())
        .isEqualTo(voucher);
    assertThat(
            its.recipe(KEY_TEST, STORE, 0, "b")
                .then(KEY_USER_DATA, STORE, 0, "a")
                .then(KEY_TEST, REMOVE, 0, "")
                .made())
        .isEqualTo(voucher);
    assertThat(its.recipe(KEY_TEST, STORE, 0, "a").made()).as("another key").isNotEqualTo(voucher);
    assertThat(references(voucher)).isEqualTo(3);
  }

  @Test
  void aStoredNothingIsNoValue() {
    int empty = its.recipe(KEY_ALL, REMOVE, 0, "").made();
    assertThat(empty).as("a voucher without values is one").isNotEqualTo(MACH_PORT_NULL);
    assertThat(its.recipe(KEY_USER_DATA, STORE, 0, "").made()).isEqualTo(empty);
    assertThat(its.recipe(KEY_PTHPRIORITY, 710, 0, "\0\0\0\0").made()).isEqualTo(empty);
    assertThat(its.recipe(KEY_IMPORTANCE, REDEEM, 0, "").made()).isEqualTo(empty);
    assertThat(its.recipe(99, COPY, 0, "").made()).as("nothing to copy").isEqualTo(empty);
  }

  @Test
  void valuesAreCopiedFromAnotherVoucherWhichIsOnlyLookedAt() {
    int both = its.recipe(KEY_USER_DATA, STORE, 0, "a").then(KEY_TEST, STORE, 0, "b").made();
    int one = its.carrying("a");
    assertThat(its.recipe(KEY_ALL, COPY, both, "").made()).isEqualTo(both);
    assertThat(its.recipe(KEY_USER_DATA, COPY, both, "").made()).isEqualTo(one);
    assertThat(its.recipe(KEY_USER_DATA, REDEEM, both, "").made()).isEqualTo(one);
    assertThat(its.recipe(KEY_ALL, COPY, both, "").then(KEY_TEST, COPY, one, "").made())
        .as("no value is copied, too")
        .isEqualTo(one);
    assertThat(references(both)).isEqualTo(2);
    assertThat(references(one)).isEqualTo(4);
  }

  @Test
  void onlyValuesThatAnotherVoucherHasAsWellAreRemovedIfItIsNamed() {
    int mine = its.recipe(KEY_USER_DATA, STORE, 0, "a").then(KEY_TEST, STORE, 0, "b").made();
    int other = its.recipe(KEY_USER_DATA, STORE, 0, "a").then(KEY_TEST, STORE, 0, "c").made();
    int rest = its.recipe(KEY_TEST, STORE, 0, "b").made();
    assertThat(its.recipe(KEY_ALL, COPY, mine, "").then(KEY_ALL, REMOVE, other, "").made())
        .isEqualTo(rest);
    assertThat(its.recipe(KEY_ALL, COPY, mine, "").then(KEY_TEST, REMOVE, other, "").made())
        .isEqualTo(mine);
  }

  @Test
  void theImportanceOfATaskIsItsOwn() {
    int mine = its.recipe(KEY_IMPORTANCE, IMPORTANCE_SELF, 0, "").made();
    assertThat(its.recipe(KEY_IMPORTANCE, IMPORTANCE_SELF, 0, "").made()).isEqualTo(mine);
    assertThat(its.recipe(KEY_IMPORTANCE, REDEEM, mine, "").made()).isEqualTo(mine);
    new VoucherProgram(kernel).recipe(KEY_IMPORTANCE, IMPORTANCE_SELF, 0, "").made();
    assertThat(kernel.vouchers.count()).isEqualTo(2);
  }

  private void refuse(int result) {
    assertThat(its.create()).isEqualTo(result);
    assertThat(program.out.getInt(0)).as("left alone").isEqualTo(99);
  }

  @Test
  void whatIsNoRecipeIsRefused() {
    its.recipe(KEY_USER_DATA, STORE, 0, "abcd").size -= 1;
    refuse(KERN_INVALID_ARGUMENT);
    its.recipe(KEY_USER_DATA, STORE, 0, "").size = 15;
    refuse(KERN_INVALID_ARGUMENT);
    its.recipe(KEY_USER_DATA, STORE, 0, "a").recipes.putInt(12, -1);
    refuse(KERN_INVALID_ARGUMENT);
    for (int key : new int[] {0, 1, 5, 6, 9, KEY_ALL}) {
      its.recipe(key, STORE, 0, "a");
      refuse(KERN_INVALID_ARGUMENT);
    }
    for (int command : new int[] {0, 212, -1}) {
      for (int key : new int[] {KEY_IMPORTANCE, KEY_BANK, KEY_PTHPRIORITY, KEY_USER_DATA}) {
        its.recipe(key, command, 0, "");
        refuse(KERN_INVALID_ARGUMENT);
      }
    }
    its.recipe(KEY_USER_DATA, 3, 0, "12345678");
    refuse(KERN_INVALID_CAPABILITY);
    its.recipe(KEY_ALL, REDEEM, 0, "");
    refuse(KERN_INVALID_ARGUMENT);
    assertThat(kernel.vouchers.count()).isZero();
  }

  @Test
  void copyingAndRemovingWantAKeyAndNoContent() {
    int voucher = its.carrying("a");
    its.recipe(KEY_ALL, COPY, voucher, "x");
    refuse(KERN_INVALID_ARGUMENT);
    its.recipe(KEY_ALL, REMOVE, 0, "x");
    refuse(KERN_INVALID_ARGUMENT);
    its.recipe(9, COPY, voucher, "");
    refuse(KERN_INVALID_ARGUMENT);
    its.recipe(0, REMOVE, 0, "");
    refuse(KERN_INVALID_ARGUMENT);
    its.recipe(KEY_IMPORTANCE, IMPORTANCE_SELF, 0, "x");
    refuse(KERN_INVALID_ARGUMENT);
    its.recipe(KEY_PTHPRIORITY, 710, 0, "abc");
    refuse(KERN_INVALID_ARGUMENT);
    assertThat(references(voucher)).isEqualTo(1);
  }

  @Test
  void aPreviousVoucherHasToBeOne() {
    int port = program.receiveAndSendRight();
    int dead = program.allocate(MACH_PORT_RIGHT_DEAD_NAME);
    for (int name : new int[] {port, dead, its.host, 0x7fff03, MACH_PORT_DEAD}) {
      its.recipe(KEY_USER_DATA, STORE, 0, "a").then(KEY_ALL, COPY, name, "");
      refuse(KERN_INVALID_CAPABILITY);
    }
    assertThat(references(port)).isEqualTo(1);
    assertThat(kernel.vouchers.count()).as("what had been made so far is gone").isZero();
  }

  @Test
  void billsAndPrioritiesAreNotSimulatedAndNotPretended() {
    int voucher = its.carrying("a");
    for (int command : new int[] {4, 5, REDEEM, 610, 611}) {
      its.recipe(KEY_BANK, command, 0, "");
      assertThatThrownBy(its::create)
          .isInstanceOf(UnsimulatedRoutineException.class)
          .hasMessageContaining("host_create_mach_voucher")
          .hasMessageContaining("billed");
    }
    its.recipe(KEY_PTHPRIORITY, 710, 0, "abcd");
    assertThatThrownBy(its::create).hasMessageContaining("priority");
    assertThat(its.recipe(KEY_ALL, COPY, voucher, "").then(KEY_BANK, REMOVE, 0, "").made())
        .as("nobody is billed, so there is nothing to remove")
        .isEqualTo(voucher);
    assertThat(references(voucher)).isEqualTo(2);
  }

  @Test
  void theHostHasToBeOne() {
    int port = program.receiveAndSendRight();
    its.recipe(KEY_USER_DATA, STORE, 0, "a");
    for (int name : new int[] {port, program.self, 0, 0x7fff03}) {
      assertThat(
              mach.host_create_mach_voucher_trap(
                  name, its.recipes.pointer(), its.size, program.out.pointer()))
          .isEqualTo(MACH_SEND_INVALID_DEST);
    }
    assertThat(
            mach.host_create_mach_voucher(
                program.self, its.recipes.pointer(), its.size, program.out.pointer()))
        .as("the library goes on with a message, which arrives")
        .isEqualTo(KERN_INVALID_ARGUMENT);
    assertThat(
            mach.host_create_mach_voucher(
                0x7fff03, its.recipes.pointer(), its.size, program.out.pointer()))
        .isEqualTo(MACH_SEND_INVALID_DEST);
    assertThat(mach.host_create_mach_voucher(0, its.recipes.pointer(), -1, program.out.pointer()))
        .isEqualTo(MIG_ARRAY_TOO_LARGE);
    assertThat(kernel.vouchers.count()).isZero();
  }

  @Test
  void recipesHaveToBeReadableAndNotTooMany() {
    its.recipe(KEY_USER_DATA, STORE, 0, "a").size = 5121;
    refuse(MIG_ARRAY_TOO_LARGE);
    its.size = -1;
    refuse(KERN_INVALID_ARGUMENT);
    its.size = 17;
    assertThat(mach.host_create_mach_voucher(its.host, null, its.size, program.out.pointer()))
        .isEqualTo(KERN_MEMORY_ERROR);
    assertThat(
            mach.host_create_mach_voucher(
                its.host, program.out.pointer(), 65, its.recipes.pointer()))
        .as("the memory is too short")
        .isEqualTo(KERN_MEMORY_ERROR);
  }

  @Test
  void aResultThatCannotBeWrittenLeavesTheRightUnderANameThatNobodyLearns() {
    its.recipe(KEY_USER_DATA, STORE, 0, "a");
    assertThat(mach.host_create_mach_voucher(its.host, its.recipes.pointer(), its.size, null))
        .isEqualTo(EFAULT);
    int voucher = its.made();
    assertThat(references(voucher)).isEqualTo(2);
  }

  @Test
  void newerKernelsHaveAnErrorOfTheirOwnForThat() {
    VoucherProgram newer =
        new VoucherProgram(
            VoucherProgram.kernel(
                KernelConfiguration.builder().generation(KernelGeneration.XNU_11417)));
    newer.recipe(KEY_USER_DATA, STORE, 0, "a");
    assertThat(
            newer.program.mach.host_create_mach_voucher(
                newer.host, newer.recipes.pointer(), newer.size, null))
        .isEqualTo(KERN_MEMORY_ERROR);
    int voucher = newer.made();
    assertThat(newer.program.references(voucher, MACH_PORT_RIGHT_SEND)).isEqualTo(2);
  }

  @Test
  void aVoucherThatThereIsNoNameForIsLostAndThatIsNoError() {
    Kernel small = VoucherProgram.kernel(KernelConfiguration.builder().maximumNames(20));
    VoucherProgram full = new VoucherProgram(small);
    while (full.program.mach.mach_reply_port() != MACH_PORT_NULL) {
      // Until there is no name left.
    }
    assertThat(full.carrying("a")).isEqualTo(MACH_PORT_NULL);
    assertThat(small.vouchers.count()).isZero();
  }

  @Test
  void aVoucherEndsWithItsLastRight() {
    int voucher = its.carrying("a");
    its.carrying("a");
    assertThat(mach.mach_voucher_deallocate(voucher)).isEqualTo(KERN_SUCCESS);
    assertThat(kernel.vouchers.count()).isEqualTo(1);
    assertThat(mach.mach_voucher_deallocate(voucher)).isEqualTo(KERN_SUCCESS);
    assertThat(kernel.vouchers.count()).isZero();
    assertThat(mach.mach_voucher_deallocate(voucher)).isEqualTo(KERN_INVALID_NAME);
    int again = its.carrying("a");
    assertThat(references(again)).isEqualTo(1);
    assertThat(mach.mach_port_destroy(program.self, again)).isEqualTo(KERN_SUCCESS);
    assertThat(kernel.vouchers.count()).isZero();
  }
}
