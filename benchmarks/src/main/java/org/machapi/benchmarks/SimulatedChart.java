package org.machapi.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/** Draws what calls of the simulated kernel cost over the number of names, which is logarithmic. */
final class SimulatedChart {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;

  private SimulatedChart() {}

  static void write(List<SimulatedResults> runs, Path file) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Simulated kernel: nanoseconds a round (lower is better)")
            .xAxisTitle("names in the task")
            .theme(Styler.ChartTheme.XChart)
            .build();
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    chart.getStyler().setXAxisLogarithmic(true);
    // From nothing up, so that what looks flat is flat.
    chart.getStyler().setYAxisMin(0.0);
    for (SimulatedResults run : runs) {
      for (String what : measured(run)) {
        List<Double> nanoseconds =
            SimulatedTables.NAMES.stream()
                .map(names -> run.figure(what, names).nanoseconds())
                .toList();
        chart.addSeries(
            name(what) + ", " + run.calls().release(), SimulatedTables.NAMES, nanoseconds);
      }
    }
    PerformanceChart.save(chart, description(runs), file);
  }

  /** What the chart shows, in words. */
  static String description(List<SimulatedResults> runs) {
    StringBuilder text = new StringBuilder("<desc>Nanoseconds a round.");
    for (SimulatedResults run : runs) {
      for (String what : measured(run)) {
        for (int names : SimulatedTables.NAMES) {
          text.append(
              String.format(
                  Locale.ROOT,
                  " %s, %s, %,d names: %.1f.",
                  name(what),
                  run.calls().release(),
                  names,
                  run.figure(what, names).nanoseconds()));
        }
      }
    }
    return text.append("</desc>").toString();
  }

  private static List<String> measured(SimulatedResults run) {
    return SimulatedTables.CALLS.keySet().stream()
        .filter(what -> SimulatedTables.isMeasured(run, what))
        .toList();
  }

  private static String name(String what) {
    return switch (what) {
      case "allocateDestruct" -> "allocate + destruct";
      case "getReferences" -> "get_refs, anywhere";
      case "insertDeallocate" -> "insert + deallocate";
      case "insertDeallocateAnywhere" -> "the same, anywhere";
      default -> "no call: bare object, anywhere";
    };
  }
}
