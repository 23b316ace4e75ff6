package org.machapi.benchmarks;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The figures of the simulated kernel on one JDK.
 *
 * @param calls what calls cost
 * @param ports how many ports there were when their memory was measured
 * @param bytesEach of the heap, for each of those ports and its name
 * @param sequences how many recorded sequences were replayed
 * @param seconds how long that took, from the start of the JVM to its end
 */
record SimulatedResults(Results calls, int ports, double bytesEach, int sequences, double seconds) {

  static SimulatedResults read(Path file) throws IOException {
    return new Gson().fromJson(Files.readString(file), SimulatedResults.class);
  }

  void write(Path file) throws IOException {
    Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(this) + "\n");
  }

  /** Returns a figure of a call that was measured with so many names. */
  Figure figure(String what, int names) {
    return figure(what, Integer.toString(names));
  }

  /** Returns a figure; {@code way} is empty where the number of names is not varied. */
  Figure figure(String what, String way) {
    Figure figure = calls.figure(what, way);
    if (figure == null) {
      throw new IllegalArgumentException("not measured: " + what + " " + way);
    }
    return figure;
  }
}
