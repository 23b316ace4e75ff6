package org.machapi.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a Markdown text. It ends with a fence that is at least as long as the first
 * one, so that a block can show another.
 *
 * @param line the line of the opening fence, from 1
 * @param language what stands behind the opening fence; empty for nothing
 * @param lines what is between the fences
 */
record FencedBlock(int line, String language, List<String> lines) {
  private static final Pattern OPENING = Pattern.compile("\\s*(`{3,})([^`]*)");

  /** Finds the blocks of a text. */
  static List<FencedBlock> in(String text) {
    List<FencedBlock> blocks = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher opening = OPENING.matcher(lines.get(i));
      if (opening.matches()) {
        int end = i + 1;
        while (end < lines.size() && !closes(lines.get(end), opening.group(1))) {
          end++;
        }
        blocks.add(new FencedBlock(i + 1, opening.group(2).strip(), lines.subList(i + 1, end)));
        i = end;
      }
    }
    return blocks;
  }

  private static boolean closes(String line, String fence) {
    return line.strip().matches("`+") && line.strip().length() >= fence.length();
  }

  /** All lines of a text; those of blocks are empty, so that the numbers of lines stay. */
  static List<String> linesOutside(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (FencedBlock block : in(text)) {
      int last = Math.min(block.line + block.lines.size(), lines.size() - 1);
      for (int i = block.line - 1; i <= last; i++) {
        lines.set(i, "");
      }
    }
    return lines;
  }
}
