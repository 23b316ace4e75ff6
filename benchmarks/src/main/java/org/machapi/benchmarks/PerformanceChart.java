package org.machapi.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.style.Styler;

/** Draws the figures as bars: one group for each call, one bar for each way and JDK. */
final class PerformanceChart {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;

  /** JNA's interface mapping is left to the table: its bars would dwarf all others. */
  private static final List<String> SHOWN = List.of("jni", "raw", "ffm", "jnaDirect");

  private PerformanceChart() {}

  static void write(List<Results> results, Path file) throws IOException {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Nanoseconds a round (shorter is better)")
            .theme(Styler.ChartTheme.XChart)
            .build();
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
    chart.getStyler().setLabelsVisible(true);
    chart.getStyler().setDecimalPattern("0");
    List<String> groups = List.of("pair", "out-parameter", "mach_msg");
    for (Results run : results) {
      for (String way : SHOWN) {
        List<Double> bars = new ArrayList<>();
        for (String what : PerformancePage.WHATS.keySet()) {
          Figure figure = run.figure(what, way);
          if (figure != null) {
            bars.add(figure.nanoseconds());
          }
        }
        if (bars.size() == groups.size()) {
          chart.addSeries(name(way) + ", " + release(run), groups, bars);
        }
      }
    }
    VectorGraphicsEncoder.saveVectorGraphic(
        chart, file.toString(), VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    // In the picture letters are shapes; for who cannot see it, and for the test, words.
    String svg = Files.readString(file).replace("</svg", description(results) + "</svg");
    Files.writeString(file, svg);
  }

  /** What the chart shows, in words. */
  static String description(List<Results> results) {
    StringBuilder text = new StringBuilder("<desc>Nanoseconds a round.");
    for (Results run : results) {
      for (String way : SHOWN) {
        for (String what : PerformancePage.WHATS.keySet()) {
          Figure figure = run.figure(what, way);
          if (figure != null) {
            text.append(
                String.format(
                    Locale.ROOT,
                    " %s, %s, %s: %.1f.",
                    what,
                    name(way),
                    release(run),
                    figure.nanoseconds()));
          }
        }
      }
    }
    return text.append("</desc>").toString();
  }

  private static String name(String way) {
    return way.equals("raw") ? "mach-api" : way;
  }

  /** "17" of a name that ends in "17.0.15+6". */
  private static String release(Results run) {
    return "JDK " + run.jdk().replaceAll(".* ", "").replaceAll("[.+-].*", "");
  }
}
