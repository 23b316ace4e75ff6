package org.machapi.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A complaint of javac: where, and in which words. */
record Finding(String place, String text) {
  private static final Pattern START =
      Pattern.compile("(?:.*[/\\\\])?([^/\\\\]+\\.java):(\\d+): (?:error|warning): (.*)");
  private static final Pattern EXPECTATION = Pattern.compile("// error: (.*)");

  /**
   * Reads what javac printed. Of the lines below the first, those that repeat the source are left
   * out.
   */
  static List<Finding> in(String output) {
    List<Finding> findings = new ArrayList<>();
    for (String line : output.lines().toList()) {
      Matcher start = START.matcher(line);
      if (start.matches()) {
        findings.add(new Finding(start.group(1) + ":" + start.group(2), start.group(3)));
      } else if (line.matches("  (found|required|Reason|unsatisfiable|type|method|But).*")) {
        Finding last = findings.remove(findings.size() - 1);
        findings.add(new Finding(last.place, last.text + "\n" + line.strip()));
      }
    }
    return findings;
  }

  /** What the comments of a program expect: {@code // error: some words & words of another}. */
  static List<Finding> expectedIn(Path program) {
    List<Finding> expected = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(program);
      for (int i = 0; i < lines.size(); i++) {
        Matcher comment = EXPECTATION.matcher(lines.get(i));
        if (comment.find()) {
          String place = program.getFileName() + ":" + (i + 1);
          Stream.of(comment.group(1).split(" & "))
              .forEach(words -> expected.add(new Finding(place, words)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return expected;
  }

  boolean isMetBy(Finding found) {
    return found.place.equals(place) && found.text.contains(text);
  }
}
