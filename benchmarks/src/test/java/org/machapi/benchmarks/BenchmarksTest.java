package org.machapi.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machapi.raw.MachMsgLayout;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs every benchmark of the way to C for a moment, to see that it runs; what comes out is no
 * measurement.
 */
@Timeout(120)
class BenchmarksTest {

  @BeforeAll
  static void requireCompiler() throws InterruptedException {
    boolean works;
    try {
      Process process = new ProcessBuilder("cc", "--version").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      works = process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      works = false;
    }
    assumeTrue(works, "not run: no C compiler, 'cc --version' does not run");
  }

  @Test
  void everyBenchmarkRuns() throws Exception {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("org\\.machapi\\.benchmarks\\..*")
                    .exclude("\\.Simulated")
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(5))
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();

    List<String> names =
        results.stream().map(run -> run.getParams().getBenchmark()).collect(Collectors.toList());
    boolean hasForeignFunctions = Runtime.version().feature() >= 22;
    assertThat(names).hasSize(hasForeignFunctions ? 31 : 28);
  }

  @Test
  void allWaysTakeTheSameRightOutOfTheMessage() {
    Calls calls = new Calls();
    RoundCalls round = new RoundCalls();
    round.adopt(calls);
    RoundBenchmark benchmark = new RoundBenchmark();

    assertThat(benchmark.raw(calls, round)).isZero();
    assertThat(round.arrived()).isEqualTo(RoundCalls.ARRIVING);
    round.received.putLong(RoundCalls.SIZE - 12, 0);
    assertThat(benchmark.jni(round)).isZero();
    assertThat(round.arrived()).isEqualTo(RoundCalls.ARRIVING);
    assertThat(benchmark.typed(round)).isEqualTo(RoundCalls.ARRIVING);
    assertThat(benchmark.typedWaiting(round)).isEqualTo(RoundCalls.ARRIVING);
  }

  @Test
  void allWaysReadTheSameOutOfTheException() {
    Calls calls = new Calls();
    ExceptionCalls exception = new ExceptionCalls();
    exception.prepare(calls);
    ExceptionBenchmark benchmark = new ExceptionBenchmark();

    long typeAndCodes = 6 + 1 + 2;
    assertThat(benchmark.raw(calls, exception)).isEqualTo(typeAndCodes);
    assertThat(exception.thread()).isEqualTo(Calls.NAME);
    assertThat(exception.task()).isEqualTo(Calls.TASK);
    exception.received.putLong(0, 0);
    assertThat(benchmark.jni(exception)).isEqualTo(typeAndCodes);
    assertThat(exception.reply.getInt(MachMsgLayout.MSGH_ID)).isEqualTo(2505);
    assertThat(benchmark.typed(exception)).isEqualTo(typeAndCodes);
  }

  @Test
  void allWaysReadTheSameThroughTheOutParameter() throws Throwable {
    OutParameterBenchmark benchmark = new OutParameterBenchmark();

    assertThat(benchmark.raw(new Calls())).isEqualTo(Calls.NAME);
    assertThat(benchmark.jni(new Calls())).isEqualTo(Calls.NAME);
    assertThat(benchmark.jnaDirect(new Calls())).isEqualTo(Calls.NAME);
    assertThat(benchmark.jnaInterface()).isEqualTo(Calls.NAME);
  }
}
