package org.machapi.exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.machapi.exception.FaultingTask.FLAVOUR;
import static org.machapi.exception.FaultingTask.TYPE;
import static org.machapi.raw.KernReturnConstants.KERN_FAILURE;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.machapi.message.Deadline;
import org.machapi.sim.RaisedException;

/**
 * Each form handed on to a handler of each form. What the next handler must get is what the kernel
 * itself sends to it when it is set for the thread.
 */
@Timeout(120)
class ForwardingPairsTest {
  // Both fit in 32 bits; what is lost otherwise is tested elsewhere.
  private static final long CODE = 7;
  private static final long SUBCODE = -0x7ff0_1234;
  private static final int[] OLD = FaultingTask.stateFrom(300);
  private static final int[] NEW = FaultingTask.stateFrom(5000);

  /**
   * The table of the manual. "token": an identity token is made for the task. "ports": task and
   * thread are got by the token. "state": the state is read from the thread. "no ...": the next
   * handler does not get it.
   */
  static List<ExceptionForm> forms() {
    List<ExceptionForm> forms = new ArrayList<>(List.of(ExceptionForm.values()));
    forms.remove(ExceptionForm.MACH_RAISE_BACKTRACE);
    return forms;
  }

  static Stream<Arguments> pairs() {
    return forms().stream()
        .flatMap(ours -> forms().stream().map(theirs -> Arguments.of(ours, theirs)));
  }

  private static boolean isRefused(ExceptionForm ours, ExceptionForm theirs) {
    return ours.ports == 0 && theirs.ports > 0;
  }

  static Stream<Arguments> possiblePairs() {
    return pairs().filter(pair -> !isRefused(form(pair, 0), form(pair, 1)));
  }

  static Stream<Arguments> impossiblePairs() {
    return pairs().filter(pair -> isRefused(form(pair, 0), form(pair, 1)));
  }

  private static ExceptionForm form(Arguments pair, int index) {
    return (ExceptionForm) pair.get()[index];
  }

  /** A task, the handler under test and the next one. */
  private static final class Pair {
    final FaultingTask task = FaultingTask.onMacOs15(true);
    final NextHandler next = NextHandler.of(task);
    final ExceptionForm ours;
    final ExceptionForm theirs;
    final ByteBuffer fromTheKernel;
    final SortedMap<Integer, String> before;
    final SortedMap<Integer, String> theirsBefore;
    RaisedException raised;

    Pair(ExceptionForm ours, ExceptionForm theirs) {
      this.ours = ours;
      this.theirs = theirs;
      task.setThreadState(OLD);
      fromTheKernel = whatTheKernelSends();
      task.handledBy(ours.behaviour());
      before = task.state();
      theirsBefore = next.state();
    }

    /** What stands behind the ports in the message that the kernel itself sends to the next one. */
    private ByteBuffer whatTheKernelSends() {
      ExceptionPorts.of(task.threadPort).set(TYPE.mask(), next.right, theirs.behaviour(), FLAVOUR);
      task.raise(CODE, SUBCODE);
      try (ExceptionMessage message = next.receive()) {
        message.replySuccess();
        return body(message);
      }
    }

    ExceptionHandler handler() {
      return next.wanting(theirs.behaviour());
    }

    ExceptionMessage raise() {
      raised = task.raise(CODE, SUBCODE);
      ExceptionMessage message = task.receive();
      task.kernel.calls().clear();
      return message;
    }

    void check(ExceptionMessage message) {
      assertThat(message.request().form()).isEqualTo(theirs);
      assertThat(body(message)).isEqualTo(fromTheKernel);
      if (theirs.ports == 2) {
        assertThat(message.thread().threadId()).isEqualTo(task.threadPort.threadId());
        assertThat(message.task().pid()).isEqualTo(task.mach.task().pid());
      }
      if (theirs.hasThreadId) {
        assertThat(message.threadId()).isEqualTo(task.threadPort.threadId());
        assertThat(message.token().kernelObject().toString()).isEqualTo("IKOT_TASK_ID_TOKEN");
      }
    }

    void assertNothingIsLeft() {
      assertThat(task.state()).isEqualTo(before);
      assertThat(next.state()).isEqualTo(theirsBefore);
    }
  }

  private static ByteBuffer body(ExceptionMessage message) {
    ByteBuffer bytes = message.bytes().position(message.request().form().ndrOffset());
    return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
  }

  private static void succeed(ExceptionMessage message) {
    if (message.flavour() == 0) {
      message.replySuccess();
    } else {
      message.replySuccess(message.flavour(), NEW);
    }
  }

  @ParameterizedTest
  @MethodSource("possiblePairs")
  void theNextHandlerGetsWhatTheKernelWouldSendItAndItsStateArrives(
      ExceptionForm ours, ExceptionForm theirs) {
    Pair pair = new Pair(ours, theirs);
    try (ExceptionMessage message = pair.raise()) {
      pair.next.answers(
          received -> {
            pair.check(received);
            succeed(received);
          });
      ForwardResult result = message.relayTo(pair.handler(), Deadline.in(Duration.ofSeconds(30)));
      assertThat(result.isDirect()).isFalse();
      assertThat(result.isHandled()).isTrue();
      assertThat(result.problem()).isNull();
    }
    FaultingTask.assertHandled(pair.raised);
    assertThat(pair.task.threadState()).isEqualTo(theirs.hasState ? NEW : OLD);
    pair.assertNothingIsLeft();
  }

  @ParameterizedTest
  @MethodSource("possiblePairs")
  void itsFailureArrivesAndChangesNothing(ExceptionForm ours, ExceptionForm theirs) {
    Pair pair = new Pair(ours, theirs);
    try (ExceptionMessage message = pair.raise()) {
      pair.next.answers(ExceptionMessage::replyFailure);
      ForwardResult result = message.relayTo(pair.handler(), Deadline.in(Duration.ofSeconds(30)));
      assertThat(result.isHandled()).isFalse();
      assertThat(result.answer().code()).isEqualTo(KERN_FAILURE);
    }
    FaultingTask.assertBecameSignal(pair.raised);
    assertThat(pair.task.threadState()).isEqualTo(OLD);
    pair.assertNothingIsLeft();
  }

  @ParameterizedTest
  @MethodSource("possiblePairs")
  void onlyEqualFormsAreHandedOnWithTheRightToAnswer(ExceptionForm ours, ExceptionForm theirs) {
    Pair pair = new Pair(ours, theirs);
    try (ExceptionMessage message = pair.raise()) {
      pair.next.answers(
          received -> {
            pair.check(received);
            succeed(received);
          });
      ForwardResult result = message.forwardTo(pair.handler(), Deadline.in(Duration.ofSeconds(30)));
      assertThat(result.isDirect()).isEqualTo(ours == theirs);
      if (result.isDirect()) {
        assertThat(pair.raised.isWaiting()).isTrue();
        pair.next.restore();
        try (ExceptionMessage received = pair.next.receive()) {
          pair.check(received);
          succeed(received);
        }
      }
    }
    FaultingTask.assertHandled(pair.raised);
    assertThat(pair.task.threadState()).isEqualTo(theirs.hasState ? NEW : OLD);
    pair.assertNothingIsLeft();
  }

  @ParameterizedTest
  @MethodSource("impossiblePairs")
  void whatAStateDoesNotTellIsRefusedAndTheMessageIsAsItWas(
      ExceptionForm ours, ExceptionForm theirs) {
    Pair pair = new Pair(ours, theirs);
    try (ExceptionMessage message = pair.raise()) {
      SortedMap<Integer, String> held = pair.task.state();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> message.forwardTo(pair.handler(), Deadline.immediate()))
          .withMessageContaining("carries neither");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> message.relayTo(pair.handler(), Deadline.immediate()));
      assertThat(pair.task.kernel.calls().calls("mach_msg")).isEmpty();
      assertThat(pair.task.state()).isEqualTo(held);
      pair.next.assertHasNothing();
      message.replySuccess();
    }
    FaultingTask.assertHandled(pair.raised);
    pair.assertNothingIsLeft();
  }

  @Test
  void theTableOfTheGuideIsWhatHappens() {
    StringBuilder table = new StringBuilder("| came \\ wanted |");
    forms().forEach(theirs -> table.append(' ').append(theirs.id).append(" |"));
    table.append("\n|---|").append("---|".repeat(forms().size())).append('\n');
    for (ExceptionForm ours : forms()) {
      String row =
          forms().stream().map(theirs -> cell(ours, theirs)).collect(Collectors.joining(" | "));
      table.append("| %d `%s` | %s |\n".formatted(ours.id, ours.behaviour().base(), row));
    }
    Path page = Path.of(System.getProperty("basedir", ".")).resolve("../docs/exceptions.md");
    assertThat(page).content().contains("\n" + table + "\n");
  }

  private static String cell(ExceptionForm ours, ExceptionForm theirs) {
    Pair pair = new Pair(ours, theirs);
    try (ExceptionMessage message = pair.raise()) {
      pair.next.answers(ExceptionMessage::replySuccess);
      ForwardResult result;
      try {
        result = message.forwardTo(pair.handler(), Deadline.in(Duration.ofSeconds(30)));
      } catch (IllegalArgumentException e) {
        return "refused";
      }
      if (result.isDirect()) {
        return "direct";
      }
      List<String> words = new ArrayList<>();
      List<String> calls = pair.task.kernel.calls().routines();
      calls = calls.subList(0, calls.indexOf("mach_msg"));
      if (calls.contains("task_create_identity_token")) {
        words.add("token");
      }
      if (calls.contains("task_identity_token_get_task_port") && theirs.ports == 2) {
        words.add("ports");
      }
      if (calls.contains("thread_get_state")) {
        words.add("state");
      }
      if (ours.codeWidth != theirs.codeWidth) {
        words.add(theirs.codeWidth * 8 + " bits");
      }
      result
          .losses()
          .forEach(
              loss ->
                  words.add(
                      "no " + loss.toString().replace("_DROPPED", "").toLowerCase(Locale.ROOT)));
      return words.isEmpty() ? "as it is" : String.join(", ", words);
    }
  }
}
