package org.machapi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machapi.contract.FaultFinder.hex;
import static org.machapi.contract.FaultyLibrary.andThen;
import static org.machapi.contract.FaultyLibrary.instead;
import static org.machapi.contract.ScenarioTask.succeeds;
import static org.machapi.raw.ExceptionConstants.EXCEPTION_DEFAULT;
import static org.machapi.raw.ExceptionConstants.EXC_MASK_ARITHMETIC;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_ARGUMENT;
import static org.machapi.raw.KernReturnConstants.KERN_INVALID_RIGHT;
import static org.machapi.raw.KernReturnConstants.KERN_SUCCESS;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MAKE_SEND;
import static org.machapi.raw.MessageConstants.MACH_MSG_TYPE_MOVE_SEND;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_DEAD_NAME;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_PORT_SET;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_RECEIVE;
import static org.machapi.raw.PortConstants.MACH_PORT_RIGHT_SEND;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.contract.FaultyLibrary.Fault;
import org.machapi.raw.MachLibrary;

/**
 * Shows that a routine that does not keep its contract is found out: for each kind of annotation a
 * routine that loses, adds or keeps what it should not.
 */
@Timeout(60)
class ContractCheckTest {
  private final FaultFinder faults = new FaultFinder();
  private final ScenarioTask task = faults.task();
  private final MachLibrary plain = task.plain();
  private final int self = task.self();

  private List<String> violations(String routine, Fault fault, Consumer<MachLibrary> calls) {
    return faults.violations(routine, fault, calls);
  }

  private void addReference(int name) {
    succeeds(plain.mach_port_mod_refs(self, name, MACH_PORT_RIGHT_SEND, 1));
  }

  private void deallocate(int name) {
    succeeds(plain.mach_port_deallocate(self, name));
  }

  // Borrowed

  @Test
  void aRoutineThatLosesAReferenceOfABorrowedRightIsFoundOut() {
    int name = task.newSendRight(2);

    assertThat(
            violations(
                "mach_port_type",
                andThen(() -> deallocate(name)),
                calls -> calls.mach_port_type(self, name, task.out())))
        .singleElement()
        .asString()
        .startsWith("mach_port_type(task " + hex(self) + ", name " + hex(name))
        .endsWith(
            hex(name)
                + ": the contract says references 0, receive rights 0, sets 0;"
                + " got references -1, receive rights 0, sets 0");
  }

  @Test
  void aRoutineThatAddsAReferenceToABorrowedRightIsFoundOut() {
    int name = task.newSendRight();

    assertThat(
            violations(
                "mach_port_type",
                andThen(() -> addReference(name)),
                calls -> calls.mach_port_type(self, name, task.out())))
        .singleElement()
        .asString()
        .contains(
            "mach_port_type(", hex(name) + ": the contract says references 0", "got references 1");
  }

  @Test
  void aRoutineThatFailsAndLosesABorrowedRightIsFoundOut() {
    int handler = task.newSendRight();

    assertThat(
            violations(
                "task_set_exception_ports",
                instead(KERN_INVALID_RIGHT, () -> deallocate(handler)),
                calls ->
                    calls.task_set_exception_ports(
                        self, EXC_MASK_ARITHMETIC, handler, EXCEPTION_DEFAULT, 0)))
        .singleElement()
        .asString()
        .contains("task_set_exception_ports(", hex(handler) + ": ", "got references -1");
  }

  @Test
  void aRoutineThatMakesARightOnTheSideIsFoundOut() {
    int[] extra = new int[1];

    assertThat(
            violations(
                "mach_port_set_mscount",
                andThen(() -> extra[0] = task.newReceiveRight()),
                calls -> calls.mach_port_set_mscount(self, task.newReceiveRight(), 0)))
        .singleElement()
        .asString()
        .contains("mach_port_set_mscount(", hex(extra[0]) + ": ", "receive rights 1");
  }

  // Taken

  @Test
  void aRoutineThatKeepsAReferenceThatItShouldTakeIsFoundOut() {
    int name = task.newSendRight();

    assertThat(
            violations(
                "mach_port_deallocate",
                instead(KERN_SUCCESS, () -> {}),
                calls -> calls.mach_port_deallocate(self, name)))
        .singleElement()
        .asString()
        .contains("mach_port_deallocate(", hex(name) + ": the contract says references -1");
  }

  @Test
  void aRoutineThatTakesOneReferenceTooManyIsFoundOut() {
    int name = task.newSendRight(5);

    assertThat(
            violations(
                "mach_port_mod_refs",
                andThen(() -> deallocate(name)),
                calls -> calls.mach_port_mod_refs(self, name, MACH_PORT_RIGHT_SEND, -2)))
        .singleElement()
        .asString()
        .contains(
            "mach_port_mod_refs(",
            hex(name) + ": the contract says references -2",
            "got references -3");
  }

  @Test
  void aRoutineThatShouldTakeAllOfANameAndLeavesSomeIsFoundOut() {
    int name = task.newSendRight(3);

    assertThat(
            violations(
                "mach_port_destroy",
                instead(KERN_SUCCESS, () -> deallocate(name)),
                calls -> calls.mach_port_destroy(self, name)))
        .singleElement()
        .asString()
        .contains(
            "mach_port_destroy(",
            hex(name) + ": the contract says references -3",
            "got references -1");
  }

  @Test
  void aRoutineThatFailsAndTakesWhatItShouldKeepIsFoundOut() {
    int name = task.newReceiveRight();

    assertThat(
            violations(
                "mach_port_destruct",
                instead(KERN_INVALID_RIGHT, () -> task.destroyReceiveRight(name)),
                calls -> calls.mach_port_destruct(self, name, 0, 0)))
        .singleElement()
        .asString()
        .contains("mach_port_destruct(", hex(name) + ": ", "got references 0, receive rights -1");
  }

  @Test
  void whatDependsOnTheErrorMayBeGoneOrNotButNotMoreThanThat() {
    int name = task.newSendRight(9);
    int gone = KERN_INVALID_RIGHT;
    Consumer<MachLibrary> call =
        calls ->
            calls.mach_port_insert_right(self, task.unusedName(), name, MACH_MSG_TYPE_MOVE_SEND);

    assertThat(violations("mach_port_insert_right", instead(gone, () -> {}), call)).isEmpty();
    assertThat(violations("mach_port_insert_right", instead(gone, () -> deallocate(name)), call))
        .isEmpty();
    assertThat(
            violations(
                "mach_port_insert_right",
                instead(
                    gone,
                    () -> {
                      deallocate(name);
                      deallocate(name);
                    }),
                call))
        .singleElement()
        .asString()
        .contains("mach_port_insert_right(", hex(name) + ": ", "got references -2");
  }

  @Test
  void aRoutineThatFailsAndKeepsWhatItShouldTakeAllTheSameIsFoundOut() {
    int name = task.newSendRight(2);

    assertThat(
            violations(
                "thread_terminate",
                instead(KERN_INVALID_ARGUMENT, () -> {}),
                calls -> calls.thread_terminate(name)))
        .singleElement()
        .asString()
        .contains("thread_terminate(", hex(name) + ": the contract says references -1");
  }

  // TakenUnnamed

  @Test
  void aRoutineThatTakesTwoOfWhatNobodyNamesIsFoundOut() {
    int other = task.newTaskPort();
    int lost = task.newSendRight(3);
    succeeds(plain.task_suspend(other));

    assertThat(
            violations(
                "task_resume", andThen(() -> deallocate(lost)), calls -> calls.task_resume(other)))
        .singleElement()
        .asString()
        .contains("task_resume(", "the contract says references 0", "got references -1");
    assertThat(
            violations(
                "task_resume",
                instead(
                    KERN_SUCCESS,
                    () -> succeeds(plain.mach_port_mod_refs(self, lost, MACH_PORT_RIGHT_SEND, -2))),
                calls -> calls.task_resume(other)))
        .singleElement()
        .asString()
        .contains("task_resume(", hex(lost) + ": ", "got references -2");
  }

  // Given

  @Test
  void aRoutineThatGivesNoReferenceIsFoundOut() {
    int host = plain.mach_host_self();

    assertThat(violations("mach_host_self", instead(host, () -> {}), MachLibrary::mach_host_self))
        .singleElement()
        .asString()
        .contains(
            "mach_host_self() = " + host,
            hex(host) + ": the contract says references 1",
            "got references 0");
  }

  @Test
  void aRoutineThatGivesOneReferenceTooManyIsFoundOut() {
    int name = task.newReceiveRight();

    assertThat(
            violations(
                "mach_port_insert_right",
                andThen(() -> addReference(name)),
                calls -> calls.mach_port_insert_right(self, name, name, MACH_MSG_TYPE_MAKE_SEND)))
        .singleElement()
        .asString()
        .contains(
            "mach_port_insert_right(",
            hex(name) + ": the contract says references 1",
            "got references 2");
  }

  @Test
  void aRoutineThatFailsAndGivesAllTheSameIsFoundOut() {
    assertThat(
            violations(
                "task_get_special_port",
                (right, arguments) -> {
                  right.call();
                  return KERN_INVALID_RIGHT;
                },
                calls -> calls.task_get_special_port(self, 1, task.out())))
        .singleElement()
        .asString()
        .contains("task_get_special_port(", hex(self) + ": ", "got references 1");
  }

  @Test
  void aRoutineThatGivesNothingOfOneOfManyNamesIsFoundOut() {
    int handler = task.newSendRight();
    succeeds(
        plain.task_set_exception_ports(self, EXC_MASK_ARITHMETIC, handler, EXCEPTION_DEFAULT, 0));
    task.memory().putInt(0, 32);

    assertThat(
            violations(
                "task_get_exception_ports",
                andThen(() -> deallocate(handler)),
                calls ->
                    calls.task_get_exception_ports(
                        self,
                        EXC_MASK_ARITHMETIC,
                        task.at(200),
                        task.at(0),
                        task.at(400),
                        task.at(600),
                        task.at(800))))
        .singleElement()
        .asString()
        .contains(
            "task_get_exception_ports(",
            hex(handler) + ": the contract says references 1",
            "got references 0");
  }

  // Made

  @Test
  void aRoutineThatTellsAnOldNameAsNewIsFoundOut() {
    int old = task.newReceiveRight();

    assertThat(
            violations(
                "mach_port_allocate",
                (right, arguments) -> {
                  task.out().putInt(0, old);
                  return KERN_SUCCESS;
                },
                calls -> calls.mach_port_allocate(self, MACH_PORT_RIGHT_RECEIVE, task.out())))
        .singleElement()
        .asString()
        .contains("mach_port_allocate(", hex(old) + " is said to be new and is not");
  }

  @Test
  void aRoutineThatMakesSomethingUnderANameThatIsInUseIsFoundOut() {
    int old = task.newSendRight();

    assertThat(
            violations(
                "mach_port_allocate_name",
                instead(KERN_SUCCESS, () -> {}),
                calls -> calls.mach_port_allocate_name(self, MACH_PORT_RIGHT_RECEIVE, old)))
        .singleElement()
        .asString()
        .contains("mach_port_allocate_name(", hex(old) + " is said to be new and is not");
  }

  @Test
  void aRoutineThatMakesSomethingElseIsFoundOut() {
    assertThat(
            violations(
                "mach_port_allocate",
                (right, arguments) ->
                    plain.mach_port_allocate(self, MACH_PORT_RIGHT_PORT_SET, task.out()),
                calls -> calls.mach_port_allocate(self, MACH_PORT_RIGHT_RECEIVE, task.out())))
        .singleElement()
        .asString()
        .contains("mach_port_allocate(", hex(task.written()) + ": ", "receive rights 1", "sets 1");
  }

  @Test
  void aRoutineThatMakesNothingIsFoundOut() {
    assertThat(
            violations(
                "mach_reply_port",
                instead(task.unusedName(), () -> {}),
                MachLibrary::mach_reply_port))
        .singleElement()
        .asString()
        .contains("mach_reply_port()", hex(task.unusedName()) + ": ", "got references 0");
  }

  // GivenUnnamed

  @Test
  void aRoutineThatGivesNothingUnderANameOfItsOwnIsFoundOut() {
    assertThat(
            violations(
                "mach_port_allocate_name",
                instead(KERN_SUCCESS, () -> {}),
                calls ->
                    calls.mach_port_allocate_name(
                        self, MACH_PORT_RIGHT_DEAD_NAME, task.unusedName())))
        .singleElement()
        .asString()
        .contains(
            "mach_port_allocate_name(",
            "name " + hex(task.unusedName()),
            "under a name of its own the contract says references 1",
            "got nothing");
  }

  @Test
  void aRoutineThatGivesTwoOfWhatNobodyNamesIsFoundOut() {
    int[] extra = new int[1];

    assertThat(
            violations(
                "mach_port_allocate_name",
                andThen(() -> extra[0] = task.newDeadName()),
                calls ->
                    calls.mach_port_allocate_name(
                        self, MACH_PORT_RIGHT_DEAD_NAME, task.unusedName())))
        .singleElement()
        .asString()
        .contains("mach_port_allocate_name(", "the contract says references 0", "got references 1");
  }

  // What is not looked at

  @Test
  void callsOnTheNamesOfAnotherTaskAreCountedOnlyWhereTheyFail() {
    int other = task.newTaskPort();
    ExecutionRecord executions = new ExecutionRecord();
    MachLibrary calls = CheckedLibrary.of(plain, task.task(), executions);

    succeeds(calls.mach_port_allocate(other, MACH_PORT_RIGHT_RECEIVE, task.out()));
    assertThat(executions.counts()).isEmpty();
    assertThat(calls.mach_port_allocate(other, 99, task.out())).isNotZero();
    assertThat(executions.counts().get("mach_port_allocate")).containsExactly(0, 1);
    assertThat(executions.violations()).isEmpty();
  }

  @Test
  void callsOfOtherThreadsArePassedOn() throws InterruptedException {
    ExecutionRecord executions = new ExecutionRecord();
    MachLibrary calls = CheckedLibrary.of(plain, task.task(), executions);

    Thread other = new Thread(calls::mach_reply_port);
    other.start();
    other.join();

    assertThat(executions.counts()).isEmpty();
  }
}
