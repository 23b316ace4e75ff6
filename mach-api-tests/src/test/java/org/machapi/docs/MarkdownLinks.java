package org.machapi.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links and their targets in Markdown, as GitHub reads it. */
final class MarkdownLinks {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)(?:\\s+\"[^\"]*\")?\\)");
  private static final Pattern DEFINITION = Pattern.compile("^\\[[^\\]]+\\]:\\s+(\\S+)");
  private static final Pattern ATTRIBUTE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
  private static final Pattern ANCHOR = Pattern.compile("<a (?:id|name)=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*?)(?: +#+)?$");
  private static final Pattern ABSOLUTE = Pattern.compile("^(?:https|http|mailto):.*");

  private MarkdownLinks() {}

  /** A link and the line on which it stands. */
  record Link(int line, String target) {}

  /** Tells what is wrong with the links of a document inside the project. */
  static List<String> problems(Path file, String text, Path root) {
    List<String> problems = new ArrayList<>();
    for (Link link : links(text)) {
      String problem = ABSOLUTE.matcher(link.target()).matches() ? "" : check(link, file, root);
      if (!problem.isEmpty()) {
        problems.add(file.getFileName() + ":" + link.line() + ": " + problem);
      }
    }
    return problems;
  }

  private static String check(Link link, Path file, Path root) {
    String[] parts = link.target().split("#", 2);
    Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
    if (!target.startsWith(root)) {
      return link.target() + " leads out of the project";
    }
    if (!Files.exists(target)) {
      return link.target() + ": there is no such file";
    }
    boolean isDocument = target.toString().endsWith(".md");
    if (parts.length == 2 && (!isDocument || !anchors(Documents.read(target)).contains(parts[1]))) {
      return link.target() + ": there is no such section";
    }
    return "";
  }

  static List<Link> links(String text) {
    List<Link> links = new ArrayList<>();
    List<String> lines = withoutCode(text);
    for (int i = 0; i < lines.size(); i++) {
      for (Pattern pattern : List.of(LINK, DEFINITION, ATTRIBUTE)) {
        Matcher matcher = pattern.matcher(lines.get(i));
        while (matcher.find()) {
          links.add(new Link(i + 1, matcher.group(1)));
        }
      }
    }
    return links;
  }

  /** The names of the sections: those that GitHub makes of headings, and explicit ones. */
  static List<String> anchors(String text) {
    List<String> anchors = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : FencedBlock.linesOutside(text)) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String slug = slug(heading.group(1));
        int earlier = seen.merge(slug, 1, Integer::sum) - 1;
        anchors.add(earlier == 0 ? slug : slug + "-" + earlier);
      }
      ANCHOR.matcher(line).results().forEach(found -> anchors.add(found.group(1)));
    }
    return anchors;
  }

  private static String slug(String heading) {
    return heading
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  private static List<String> withoutCode(String text) {
    return FencedBlock.linesOutside(text).stream()
        .map(line -> line.replaceAll("`[^`]*`", ""))
        .toList();
  }
}
