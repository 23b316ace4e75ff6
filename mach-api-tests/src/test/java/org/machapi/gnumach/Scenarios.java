package org.machapi.gnumach;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The sequences that were made by hand, from {@code scenarios.txt}. */
final class Scenarios {
  private Scenarios() {}

  static List<Sequence> all() {
    List<Sequence> scenarios = new ArrayList<>();
    for (String text : resource("scenarios.txt").split("(?m)^= ")) {
      List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
      if (lines.isEmpty() || lines.get(0).startsWith("#")) {
        continue;
      }
      scenarios.add(
          new Sequence(
              lines.get(0),
              Integer.parseInt(lines.get(1).substring("tasks ".length())),
              lines.stream().skip(2).map(Step::parse).toList()));
    }
    return scenarios;
  }

  static Sequence titled(String title) {
    return all().stream().filter(each -> each.title().equals(title)).findFirst().orElseThrow();
  }

  static String resource(String name) {
    try (InputStream in = Scenarios.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
