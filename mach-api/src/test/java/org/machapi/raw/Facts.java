package org.machapi.raw;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The recorded facts (see facts/README.md), and what of this package is to be compared with them.
 */
final class Facts {
  static final List<String> TARGETS = List.of("x86_64", "arm64");

  static final JsonObject CONSTANTS = read("constants");
  static final JsonObject KOBJECT_TYPES = read("kobject-types");
  static final JsonObject LAYOUTS = read("layouts");
  static final JsonObject SIGNATURES = read("signatures");
  static final JsonObject VARIABLES = read("variables");
  static final JsonObject EXPORTS = read("exports");
  static final JsonObject HEADERS = read("headers");

  private Facts() {}

  /** Returns the SDKs whose system library exports a symbol. */
  static List<String> sdksThatExport(String symbol) {
    JsonArray sdks = EXPORTS.getAsJsonArray(symbol);
    return sdks == null
        ? List.of()
        : sdks.asList().stream().map(sdk -> sdk.getAsString()).collect(Collectors.toList());
  }

  /** Returns the compiled classes of this package, found on disk so that none can be forgotten. */
  static List<Class<?>> classesNamed(String pattern) {
    try (Stream<Path> files = Files.list(classesFolder().resolve("org/machapi/raw"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".class", ""))
          .filter(name -> name.matches(pattern))
          .sorted()
          .map(Facts::load)
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the folder of the library's compiled classes. */
  static Path classesFolder() {
    try {
      return Path.of(MachLibrary.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName("org.machapi.raw." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the routines that are left out on purpose, each with its reason. */
  static Map<String, String> leftOut() {
    try (InputStream in = Facts.class.getResourceAsStream("left-out.tsv")) {
      if (in == null) {
        throw new IllegalStateException("left-out.tsv is not among the test resources");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .collect(Collectors.toMap(fields -> fields[0], fields -> fields[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject read(String name) {
    String resource = "facts/" + name + ".json";
    try (InputStream in = Facts.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not among the test resources");
      }
      Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
      return new Gson().fromJson(reader, JsonObject.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
