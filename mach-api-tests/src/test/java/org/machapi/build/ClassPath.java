package org.machapi.build;

import java.io.File;
import java.net.URISyntaxException;
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

  /** The entries whose file name starts with one of these. */
  static List<Path> jarsNamed(String... prefixes) {
    return entries().stream()
        .filter(entry -> Stream.of(prefixes).anyMatch(entry.getFileName().toString()::startsWith))
        .toList();
  }

  /** The jar or folder that a class comes from. */
  static Path entryOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** A path as the tools of the JDK take it. */
  static String join(List<Path> entries) {
    return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
