package org.machapi.build;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path that this test runs on, and parts of it. */
final class ClassPath {
  private ClassPath() {}

  static List<Path> entries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  /**
   * The entries whose file name starts with one of these, joined as the tools of the JDK take them.
   */
  static String jarsNamed(String... prefixes) {
    return join(
        entries().stream()
            .filter(
                entry -> Stream.of(prefixes).anyMatch(entry.getFileName().toString()::startsWith)));
  }

  static String join(Stream<Path> entries) {
    return entries.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
