package org.machapi.tools;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Terminal;

/** Runs machports inside a test, with a clock that stands still and pauses that are counted. */
final class Tool {
  static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  /** How a command line ended. */
  record Outcome(int status, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  private InputStream in = InputStream.nullInputStream();
  private boolean colours;
  private Terminal terminal;
  final List<Long> pauses = new ArrayList<>();

  static Outcome run(String... args) {
    return new Tool().with(args);
  }

  Tool reading(String text) {
    in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Tool reading(InputStream stream) {
    in = stream;
    return this;
  }

  Tool coloured() {
    colours = true;
    return this;
  }

  Tool on(Terminal screen) {
    terminal = screen;
    return this;
  }

  Outcome with(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter results = new PrintWriter(out);
    Surroundings surroundings =
        new Surroundings(
            results,
            results,
            new PrintWriter(err),
            in,
            Clock.fixed(NOON, ZoneOffset.UTC),
            colours,
            () -> terminal,
            pauses::add);
    int status = Machports.run(surroundings, args);
    return new Outcome(status, out.toString(), err.toString());
  }

  /** The snapshot that {@code list --demo} is about. */
  static Snapshot demo() {
    try (DemoSource source = new DemoSource(Clock.fixed(NOON, ZoneOffset.UTC), 0)) {
      return source.take();
    }
  }

  static String json(Snapshot snapshot) {
    StringWriter text = new StringWriter();
    try {
      SnapshotWriter.write(snapshot, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return text.toString();
  }

  static Snapshot read(String json) throws RefusedException {
    return SnapshotReader.read(
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "it");
  }

  static Path write(Path folder, String name, Snapshot snapshot) throws IOException {
    return Files.writeString(folder.resolve(name), json(snapshot));
  }

  /** A file of the repository. */
  static Path repository(String path) {
    return Path.of(System.getProperty("basedir", ".")).resolve("..").resolve(path).normalize();
  }
}
