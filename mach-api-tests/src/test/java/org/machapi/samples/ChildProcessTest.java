package org.machapi.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.TestKernel;
import org.machapi.message.AuditToken;

/**
 * A child that is a process, as far as it can be seen without a kernel that knows processes: that
 * it starts and ends. {@code cat} stands for a program that waits for its parent.
 */
@Tag("kernel")
@Timeout(60)
class ChildProcessTest {
  private static final Pattern PID = Pattern.compile("process (\\d+);.*");

  private final TestKernel kernel = TestKernel.create();

  private ChildProcess child(String... command) {
    return new ChildProcess(kernel.mach(), List.of(command));
  }

  private static long pid(ChildProcess child) {
    Matcher matcher = PID.matcher(child.describe());
    assertThat(matcher.matches()).as(child.describe()).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  private static boolean runs(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  @Test
  void endsWhenItIsToldTo() {
    ChildProcess child = child("cat");
    child.start();
    long pid = pid(child);
    assertThat(runs(pid)).isTrue();
    child.end();
    assertThat(runs(pid)).isFalse();
    child.end();
  }

  @Test
  void hasEndedOnceItHasCrashed() {
    ChildProcess child = child("cat");
    child.start();
    long pid = pid(child);
    try {
      child.crash();
      assertThat(runs(pid)).isFalse();
      assertThatIllegalStateException().isThrownBy(child::crash);
    } finally {
      child.end();
    }
  }

  @Test
  void oneThatCannotBeStartedSaysSoAndCanBeEnded() {
    ChildProcess child = child("/no/such/program");
    assertThatIllegalStateException()
        .isThrownBy(child::start)
        .withMessage("the child could not be started");
    assertThatIllegalStateException().isThrownBy(child::crash);
    child.end();
  }

  @Test
  void onlyTheKernelAndThisProgramRaiseItsExceptions() {
    int own = kernel.mach().task().pid();
    assertThat(child("cat").mayRaise(sender(0))).isTrue();
    assertThat(child("cat").mayRaise(sender(own))).isTrue();
    assertThat(child("cat").mayRaise(sender(own + 1))).isFalse();
  }

  private static AuditToken sender(int pid) {
    return new AuditToken(0, 0, 0, 0, 0, pid, 0, 0);
  }

  @Test
  void theProgramThatItRunsEndsWhereNobodyWaitsForIt() throws Exception {
    Process program =
        new ProcessBuilder(ChildProcess.ofThisJava(kernel.mach()).command())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectErrorStream(false)
            .start();
    try {
      String said = new String(program.getErrorStream().readAllBytes());
      assertThat(program.waitFor(50, TimeUnit.SECONDS)).isTrue();
      assertThat(said).contains("The child has found nobody to report to.");
      assertThat(program.exitValue()).isEqualTo(1);
    } finally {
      program.destroyForcibly();
    }
  }
}
