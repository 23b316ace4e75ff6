package org.machapi.gnumach;

import java.util.List;

/**
 * One call by one thread of a task, in words both kernels can be told.
 *
 * <p>Arguments are numbers, Mach's symbols ({@link Words}), symbols for names of the task ({@code
 * $3}, counted in the order of their appearance), and names to wish for ({@code w1}).
 *
 * @param task 0 for A, 1 for B
 * @param thread its number in the task; 0 is the one that is there from the start
 */
record Step(int task, int thread, String routine, List<String> arguments) {

  /** Reads a line such as {@code A0 mod_refs $2 SEND -1}. */
  static Step parse(String line) {
    List<String> words = List.of(line.strip().split(" +"));
    if (words.size() < 2 || !words.get(0).matches("[AB][0-3]")) {
      throw new IllegalArgumentException("not a step: " + line);
    }
    return new Step(
        words.get(0).charAt(0) - 'A',
        words.get(0).charAt(1) - '0',
        words.get(1),
        words.subList(2, words.size()));
  }

  /** Returns the line for the agent, which knows numbers only. */
  String forAgent() {
    StringBuilder line = new StringBuilder(who()).append(' ').append(routine);
    for (String argument : arguments) {
      boolean isName = argument.startsWith("$") || argument.matches("w\\d+");
      line.append(' ').append(isName ? argument : String.valueOf(Words.number(argument)));
    }
    return line.toString();
  }

  private String who() {
    return (char) ('A' + task) + String.valueOf(thread);
  }

  @Override
  public String toString() {
    return who() + " " + routine + (arguments.isEmpty() ? "" : " " + String.join(" ", arguments));
  }
}
