package org.machapi.manual;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * On which kernels each contract has been executed, as the tests found it (executions.tsv, which a
 * test makes anew and compares).
 */
final class Executions {
  private static final String SIMULATED = "mach-sim";

  private final Map<String, List<String[]>> byRoutine = new TreeMap<>();

  private Executions() {}

  static Executions recorded() {
    try (InputStream in = Executions.class.getResourceAsStream("executions.tsv")) {
      if (in == null) {
        throw new IllegalStateException("executions.tsv is not beside the taglet");
      }
      return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads lines of routine, kernel, calls that succeeded, calls that failed. */
  static Executions read(BufferedReader in) throws IOException {
    Executions executions = new Executions();
    for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.startsWith("#")) {
        String[] fields = line.split("\t", -1);
        executions.byRoutine.computeIfAbsent(fields[0], name -> new ArrayList<>()).add(fields);
      }
    }
    return executions;
  }

  /** One paragraph, for the manual of the routine. */
  String html(String routine) {
    List<String[]> kernels = byRoutine.getOrDefault(routine, List.of());
    if (kernels.isEmpty()) {
      return "<p><b>Executed:</b> not on any kernel; the contract rests on the source alone.";
    }
    List<String> parts = new ArrayList<>();
    boolean succeeded = false;
    boolean verified = false;
    for (String[] kernel : kernels) {
      parts.add(
          kernel[1]
              + " ("
              + calls(kernel[2], "success", "successes")
              + ", "
              + calls(kernel[3], "failure", "failures")
              + ")");
      boolean success = !kernel[2].equals("0");
      succeeded |= success;
      verified |= success && !kernel[1].equals(SIMULATED);
    }
    return "<p><b>Executed:</b> " + String.join("; ", parts) + verdict(succeeded, verified);
  }

  private static String verdict(boolean succeeded, boolean verified) {
    if (!succeeded) {
      return ". Seen failing only: what it says of success rests on the source alone.";
    }
    return verified
        ? ". Verified: a kernel that is not ours bore it out."
        : ". Self-consistent: only on the simulated kernel has it succeeded.";
  }

  private static String calls(String count, String one, String several) {
    return count + " " + (count.equals("1") ? one : several);
  }
}
