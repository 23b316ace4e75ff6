package org.machapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machapi.Mach;
import org.machapi.ReceiveRight;
import org.machapi.SendRight;

/** Which test or class a leak belongs to, in all the ways in which JUnit runs tests. */
@Timeout(120)
class ClassLeaksTest {

  @Simulated
  @NoPortLeaks
  static class HeldByTheClass {
    private static @Nullable SendRight send;
    private static @Nullable ReceiveRight port;

    @BeforeAll
    static void open(Mach mach) {
      ReceiveRight opened = ReceiveRight.allocate(mach);
      port = opened;
      send = opened.makeSend();
    }

    static SendRight send() {
      SendRight held = send;
      if (held == null) {
        throw new AssertionError("no right");
      }
      return held;
    }

    @Test
    void keeps(Mach mach) {
      assertThat(send().mach()).isSameAs(mach);
      send().copy();
    }

    @Test
    void givesBack() {
      send().copy().close();
    }

    @AfterAll
    static void close() {
      send().close();
      ReceiveRight held = port;
      if (held != null) {
        held.close();
      }
    }
  }

  @Test
  void referencesOnANameThatWasThereBeforeCountAndTheClassDoesNotTellThemAgain() {
    Run.Ended failed = Run.of(HeldByTheClass.class).onlyFailed();

    assertThat(failed.name()).isEqualTo("keeps(Mach)");
    assertThat(failed.message())
        .startsWith("1 right was not given back:")
        .endsWith(
            "    SendRight 0x203, by thread \"main\"\n"
                + "The kernel counts:\n"
                + "    0x203: SEND 2, RECEIVE 1; before: SEND 1, RECEIVE 1");
  }

  @Simulated
  @NoPortLeaks
  static class KeptByTheClass {
    @BeforeAll
    static void open(Mach mach) {
      ReceiveRight.allocate(mach);
    }

    @Test
    void test(Mach mach) {
      ReceiveRight.allocate(mach);
    }

    @AfterAll
    static void open2(Mach mach) {
      ReceiveRight.allocate(mach);
    }
  }

  @Test
  void whatTheClassKeepsFailsTheClassAndWhatATestKeepsTheTest() {
    Run run = Run.of(KeptByTheClass.class);

    assertThat(run.failed())
        .extracting(Run.Ended::name)
        .containsExactly("test(Mach)", "ClassLeaksTest$KeptByTheClass");
    assertThat(run.failed().get(0).message()).startsWith("1 right was not given back:");
    assertThat(run.failed().get(1).message())
        .startsWith("2 rights were not given back:")
        .contains("KeptByTheClass.open(", "KeptByTheClass.open2(")
        .doesNotContain("KeptByTheClass.test(");
  }

  @Simulated
  @NoPortLeaks
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class ClosesWhatATestLeft {
    private final List<SendRight> left = new ArrayList<>();
    private final ReceiveRight port;

    ClosesWhatATestLeft(Mach mach) {
      port = ReceiveRight.allocate(mach);
    }

    @Test
    void keeps() {
      left.add(port.makeSend());
    }

    @AfterAll
    void closeAndKeepAnother() {
      left.forEach(SendRight::close);
      left.set(0, port.makeSend());
    }
  }

  @Test
  void whatATestLeftAndSomebodyClosedLaterHidesNothing() {
    Run run = Run.of(ClosesWhatATestLeft.class);

    assertThat(run.failed())
        .extracting(Run.Ended::name)
        .containsExactly("keeps()", "ClassLeaksTest$ClosesWhatATestLeft");
    assertThat(run.failed().get(1).message())
        .startsWith("2 rights were not given back:")
        .contains("ClosesWhatATestLeft.<init>(", "ClosesWhatATestLeft.closeAndKeepAnother(");
  }

  @Simulated
  @NoPortLeaks
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OneInstance {
    private final ReceiveRight port;

    OneInstance(Mach mach) {
      port = ReceiveRight.allocate(mach);
    }

    @Test
    void keeps() {
      port.makeSend();
    }

    @Test
    void givesBack() {
      port.makeSend().close();
    }
  }

  @Test
  void withOneInstanceForAllTestsTheConstructorIsOfTheClass() {
    Run run = Run.of(OneInstance.class);

    assertThat(run.failed())
        .extracting(Run.Ended::name)
        .containsExactly("keeps()", "ClassLeaksTest$OneInstance");
    assertThat(run.failed().get(1).message())
        .startsWith("1 right was not given back:")
        .contains("OneInstance.<init>(")
        .endsWith("    0x203: SEND 1, RECEIVE 1; before: nothing");
  }

  @Simulated
  @NoPortLeaks
  static class Around {
    @Nested
    class Inside {
      @Test
      void keeps(Mach mach) {
        ReceiveRight.allocate(mach);
      }
    }

    @Test
    void keeps(Mach mach) {
      ReceiveRight.allocate(mach);
    }
  }

  @Test
  void nestedClassesAreLookedAtAsWell() {
    assertThat(Run.of(Around.class).failed())
        .extracting(Run.Ended::message)
        .hasSize(2)
        .anySatisfy(message -> assertThat(message).contains("Around.keeps("))
        .anySatisfy(message -> assertThat(message).contains("Around$Inside.keeps("));
  }

  @Simulated
  @NoPortLeaks
  static class AroundAKernel {
    @BeforeAll
    static void open(Mach mach) {
      ReceiveRight.allocate(mach);
    }

    @Nested
    class Inside {
      @BeforeAll
      static void open(Mach mach) {
        ReceiveRight.allocate(mach);
      }

      @Test
      void keeps(Mach mach) {
        ReceiveRight.allocate(mach);
      }
    }
  }

  @Test
  void eachClassOfSeveralAroundATestAnswersForItself() {
    Run run = Run.of(AroundAKernel.class);

    assertThat(run.failed())
        .extracting(Run.Ended::name)
        .containsExactly("keeps(Mach)", "Inside", "ClassLeaksTest$AroundAKernel");
    assertThat(run.failed())
        .extracting(Run.Ended::message)
        .allSatisfy(message -> assertThat(message).startsWith("1 right was not given back:"));
    assertThat(run.failed().get(1).message()).contains("AroundAKernel$Inside.open(");
    assertThat(run.failed().get(2).message()).contains("AroundAKernel.open(");
  }

  @Simulated
  @NoPortLeaks
  static class ManyTimes {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void parameterized(int kept, Mach mach) {
      for (int i = 0; i < kept; i++) {
        ReceiveRight.allocate(mach);
      }
    }

    @RepeatedTest(2)
    void repeated(Mach mach) {
      ReceiveRight.allocate(mach);
    }

    @TestFactory
    Stream<DynamicTest> dynamic(Mach mach) {
      return Stream.of("one", "two")
          .map(name -> DynamicTest.dynamicTest(name, () -> ReceiveRight.allocate(mach)));
    }
  }

  @Test
  void eachRepetitionIsATestAndAFactoryIsOneWithAllItsTests() {
    assertThat(Run.of(ManyTimes.class).failed())
        .extracting(one -> one.name() + " " + one.message().lines().findFirst().orElse(""))
        .containsExactlyInAnyOrder(
            "[2] kept=1 1 right was not given back:",
            "[3] kept=2 2 rights were not given back:",
            "repetition 1 of 2 1 right was not given back:",
            "repetition 2 of 2 1 right was not given back:",
            "dynamic(Mach) 2 rights were not given back:");
  }

  @NoPortLeaks
  @Simulated
  static class Ancestor {}

  static class Heir extends Ancestor {
    @Test
    void keeps(Mach mach) {
      ReceiveRight.allocate(mach);
    }
  }

  @Test
  void aSubclassInheritsTheAnnotations() {
    assertThat(Run.of(Heir.class).onlyFailed().name()).isEqualTo("keeps(Mach)");
  }

  @Simulated
  @ExtendWith(PortLeaks.class)
  static class Extended {
    @Test
    void keeps(Mach mach) {
      ReceiveRight.allocate(mach);
    }
  }

  @Test
  void theExtensionWorksWithoutTheShortForm() {
    assertThat(Run.of(Extended.class).onlyFailed().message())
        .startsWith("1 right was not given back:");
  }

  @Simulated
  @NoPortLeaks
  static class CannotBeMade {
    CannotBeMade(Mach mach) {
      ReceiveRight.allocate(mach);
      throw new IllegalStateException("no instance");
    }

    @Test
    void test() {}
  }

  @Test
  void aTestWhoseInstanceCannotBeMadeFailsWithThat() {
    assertThat(Run.of(CannotBeMade.class).onlyFailed().failure()).hasMessage("no instance");
  }
}
