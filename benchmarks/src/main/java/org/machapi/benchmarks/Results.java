package org.machapi.benchmarks;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The figures of one run of benchmarks, on one JDK: what is kept of JMH's own file, without the
 * paths of the machine that are in it.
 *
 * @param jdk name and version of the virtual machine
 * @param machine processor, number of cores and system
 * @param date when it ran, as in 2026-01-31
 * @param settings forks, warm-up and measurement
 * @param figures in the order of JMH
 */
record Results(String jdk, String machine, String date, String settings, List<Figure> figures) {

  /** Takes the figures out of JMH's JSON. */
  static Results ofJmh(Path file, String machine, String date) throws IOException {
    List<Figure> figures = new ArrayList<>();
    String jdk = "";
    String settings = "";
    for (JsonElement element : JsonParser.parseString(Files.readString(file)).getAsJsonArray()) {
      JsonObject run = element.getAsJsonObject();
      JsonObject score = run.getAsJsonObject("primaryMetric");
      String[] name = run.get("benchmark").getAsString().split("\\.");
      jdk = run.get("vmName").getAsString() + " " + run.get("vmVersion").getAsString();
      settings =
          String.format(
              Locale.ROOT,
              "%s forks, %s × %s warm-up, %s × %s measured",
              run.get("forks").getAsString(),
              run.get("warmupIterations").getAsString(),
              run.get("warmupTime").getAsString(),
              run.get("measurementIterations").getAsString(),
              run.get("measurementTime").getAsString());
      figures.add(
          figure(
              name[name.length - 2],
              name[name.length - 1],
              names(run),
              score.get("score").getAsDouble(),
              score.get("scoreError").getAsDouble(),
              run.getAsJsonObject("secondaryMetrics")
                  .getAsJsonObject("gc.alloc.rate.norm")
                  .get("score")
                  .getAsDouble()));
    }
    return new Results(jdk, machine, date, settings, figures);
  }

  /** How many names the task of a simulated kernel had, where that is varied; otherwise empty. */
  private static String names(JsonObject run) {
    JsonObject parameters = run.getAsJsonObject("params");
    return parameters == null ? "" : parameters.get("names").getAsString();
  }

  /**
   * {@code PairBenchmark.raw} is the pair, raw; {@code ForeignBenchmark.pair} the pair by ffm. In
   * the simulated kernel the method is what is called, and the number of names stands for the way.
   */
  private static Figure figure(
      String type, String method, String names, double nanoseconds, double error, double bytes) {
    String subject = type.replace("Benchmark", "");
    String what = subject.substring(0, 1).toLowerCase(Locale.ROOT) + subject.substring(1);
    String way = method;
    if (type.equals("ForeignBenchmark")) {
      what = method;
      way = "ffm";
    } else if (type.startsWith("Simulated")) {
      what = method;
      way = names;
    }
    return new Figure(what, way, round(nanoseconds), round(error), Math.rint(bytes));
  }

  private static double round(double value) {
    return Math.rint(value * 100) / 100;
  }

  static Results read(Path file) throws IOException {
    return new Gson().fromJson(Files.readString(file), Results.class);
  }

  void write(Path file) throws IOException {
    Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(this) + "\n");
  }

  /** Returns "JDK 17" for a name that ends in "17.0.15+6". */
  String release() {
    return "JDK " + jdk.replaceAll(".* ", "").replaceAll("[.+-].*", "");
  }

  /** Returns a figure; null if it was not measured on this JDK. */
  Figure figure(String what, String way) {
    return figures.stream()
        .filter(figure -> figure.what().equals(what) && figure.way().equals(way))
        .findFirst()
        .orElse(null);
  }
}
