package org.machapi.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes that fail on purpose inside a test, and keeps how each test ended. */
final class Run implements TestExecutionListener {
  private final List<Ended> ended = Collections.synchronizedList(new ArrayList<>());
  private final Consumer<Ended> whenEnded;

  /**
   * How a test or class ended.
   *
   * @param name what JUnit calls it
   * @param isTest true for a test, false for a class or an engine
   * @param result what came of it
   */
  record Ended(String name, boolean isTest, TestExecutionResult result) {

    boolean passed() {
      return result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
    }

    Throwable failure() {
      return result
          .getThrowable()
          .orElseThrow(() -> new AssertionError(name + " was expected to fail"));
    }

    String message() {
      return String.valueOf(failure().getMessage());
    }
  }

  private Run(Consumer<Ended> whenEnded) {
    this.whenEnded = whenEnded;
  }

  /** Runs classes one test after the other, in a thread that is called main as that of Maven. */
  static Run of(Class<?>... classes) {
    return inMain(
        ended -> {}, classes, Map.of("junit.jupiter.execution.parallel.enabled", "false"));
  }

  /** Runs classes as if JUnit were told to close in its stores what is its own kind only. */
  static Run withoutClosing(Class<?>... classes) {
    return inMain(
        ended -> {},
        classes,
        Map.of(
            "junit.jupiter.execution.parallel.enabled", "false",
            "junit.jupiter.extensions.store.close.autocloseable.enabled", "false"));
  }

  /** Runs classes, and the tests of each, with four threads. */
  static Run sideBySide(Class<?>... classes) {
    return sideBySide(ended -> {}, classes);
  }

  /** The same, and is told of each end at once, by the thread that ran the test. */
  static Run sideBySide(Consumer<Ended> whenEnded, Class<?>... classes) {
    return inMain(
        whenEnded,
        classes,
        Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "4"));
  }

  private static Run inMain(
      Consumer<Ended> whenEnded, Class<?>[] classes, Map<String, String> parameters) {
    Run run = new Run(whenEnded);
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(Stream.of(classes).map(DiscoverySelectors::selectClass).toList())
            .configurationParameters(parameters)
            .configurationParameter("junit.jupiter.execution.timeout.default", "60 s")
            .build();
    LauncherConfig quiet =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .build();
    Thread main = new Thread(() -> LauncherFactory.create(quiet).execute(request, run), "main");
    main.start();
    try {
      main.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    return run;
  }

  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
    Ended one = new Ended(identifier.getDisplayName(), identifier.isTest(), result);
    ended.add(one);
    whenEnded.accept(one);
  }

  /** All tests, in the order in which they ended. */
  List<Ended> tests() {
    return ended.stream().filter(Ended::isTest).toList();
  }

  /** The tests and classes that did not pass, in the order in which they ended. */
  List<Ended> failed() {
    return ended.stream().filter(one -> !one.passed()).toList();
  }

  /** The one that did not pass. */
  Ended onlyFailed() {
    List<Ended> failed = failed();
    if (failed.size() != 1) {
      throw new AssertionError(
          "one was expected to fail: "
              + failed.stream().map(one -> one.name() + ": " + one.result()).toList());
    }
    return failed.get(0);
  }
}
