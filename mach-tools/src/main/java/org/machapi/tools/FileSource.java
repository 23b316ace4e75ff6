package org.machapi.tools;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.checkerframework.checker.mustcall.qual.NotOwning;

/** A snapshot in a file, or in what standard input has. */
final class FileSource implements Source {
  static final String STANDARD_INPUT = "-";

  static final String ONLY_ONCE = "Standard input can be looked at only once.";

  private final String name;

  // Not closed: it belongs to whoever started the program.
  private final @NotOwning InputStream standardInput;

  /** How many bytes of memory the snapshot may take. */
  private final long memory;

  /**
   * @param name the file; {@code -} for standard input
   */
  FileSource(String name, @NotOwning InputStream standardInput) {
    this(name, standardInput, 1);
  }

  /**
   * @param snapshots how many snapshots are to fit into the memory together
   */
  FileSource(String name, @NotOwning InputStream standardInput, int snapshots) {
    this.name = name;
    this.standardInput = standardInput;
    this.memory = Runtime.getRuntime().maxMemory() / snapshots;
  }

  /** Whether standard input is among the files more than once: it would be empty then. */
  static boolean takesStandardInputAgain(List<File> files) {
    return files.stream().filter(file -> file.getPath().equals(STANDARD_INPUT)).count() > 1;
  }

  @Override
  public Snapshot take() throws RefusedException {
    if (name.equals(STANDARD_INPUT)) {
      return SnapshotReader.read(standardInput, "Standard input", memory);
    }
    String shown = Printable.of(name);
    try {
      Path file = Path.of(name);
      if (Files.isDirectory(file)) {
        throw new RefusedException(shown + " is a directory, not a snapshot.");
      }
      try (InputStream in = Files.newInputStream(file)) {
        return SnapshotReader.read(in, shown, memory);
      }
    } catch (NoSuchFileException e) {
      throw new RefusedException("There is no file " + shown + ".", e);
    } catch (AccessDeniedException e) {
      throw new RefusedException(
          shown + " may not be read: its permissions do not allow it to this user.", e);
    } catch (InvalidPathException e) {
      throw new RefusedException(shown + " is no name of a file.", e);
    } catch (IOException e) {
      throw new RefusedException(shown + " cannot be read: " + e.getMessage() + ".", e);
    }
  }
}
