package org.machapi.checker;

import java.util.Properties;
import java.util.regex.Pattern;

/** Says in the words of {@code messages.properties} what the analysis has found. */
final class Words {
  private static final Pattern ANNOTATION = Pattern.compile("@[\\w.]+(\\([^)]*\\))?\\s*");
  private static final Pattern TYPE_ARGUMENTS = Pattern.compile("<.*>");
  private static final String FAILURE = "possible exceptional exit due to ";
  private static final String EXCEPTION = " with exception type ";
  private static final String OVERWRITTEN = "variable overwritten by assignment ";

  private final Properties messages;

  Words(Properties messages) {
    this.messages = messages;
  }

  /**
   * Says what is lost, and on which path.
   *
   * @param what the expression that is not closed
   * @param type its type, with its package
   * @param path what the analysis says about the path
   */
  String sentence(String what, String type, String path) {
    return String.format(get("not.closed"), loss(type), what, simple(type), path(path));
  }

  private String loss(String type) {
    String special = messages.getProperty("loss." + TYPE_ARGUMENTS.matcher(type).replaceAll(""));
    if (special != null) {
      return special;
    }
    return get(type.startsWith("org.machapi.") ? "loss.org.machapi" : "loss");
  }

  private String path(String path) {
    int exception = path.lastIndexOf(EXCEPTION);
    if (path.startsWith(FAILURE) && exception >= FAILURE.length()) {
      String failing = path.substring(FAILURE.length(), exception);
      String thrown = simple(withoutAnnotations(path.substring(exception + EXCEPTION.length())));
      return failing.startsWith("throw ")
          ? String.format(get("when.throwing"), thrown)
          : String.format(get("when.failing"), failing, thrown);
    }
    if (path.startsWith(OVERWRITTEN)) {
      return String.format(get("when.overwritten"), path.substring(OVERWRITTEN.length()));
    }
    return switch (path.strip()) {
      case "regular method exit" -> get("when.ending");
      case "Non-final owning field might be overwritten" -> get("when.field.overwritten");
      default -> String.format(get("when.other"), path.strip());
    };
  }

  /** Types are written with the annotations on them, those that a checker left in classes too. */
  static String withoutAnnotations(String type) {
    return ANNOTATION.matcher(type).replaceAll("");
  }

  /** Without packages. */
  private static String simple(String type) {
    return type.replaceAll("\\b[a-z]\\w*\\.", "");
  }

  private String get(String key) {
    return messages.getProperty(key, key);
  }
}
