package org.machapi.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the tests of the build read and write. */
final class TestFolders {
  private TestFolders() {}

  /** The folder with the parent pom. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("not inside the project: " + Path.of("").toAbsolutePath());
      }
    }
    return folder;
  }

  /** The build folder of the test module. */
  static Path target() {
    return root().resolve("mach-api-tests").resolve("target");
  }

  /** A new, empty folder inside the build folder. */
  static Path fresh(String name) throws IOException {
    return Files.createTempDirectory(target(), name);
  }

  /** A file or folder of the test resources beside this package. */
  static Path resource(String name) {
    URL url = TestFolders.class.getResource(name);
    if (url == null) {
      throw new IllegalArgumentException("no test resource " + name);
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** All Java sources below a folder. */
  static List<Path> javaSources(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
