package org.machapi.checker;

import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in the words of {@code messages.properties} what the analysis has found. */
final class Words {
  private static final Pattern ANNOTATION = Pattern.compile("@[\\w.]+(\\([^)]*\\))?\\s*");
  private static final Pattern FAILURE =
      Pattern.compile(
          "possible exceptional exit due to (.*) with exception type (.*)", Pattern.DOTALL);
  private static final Pattern OVERWRITTEN =
      Pattern.compile("variable overwritten by assignment (.*)", Pattern.DOTALL);

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
    String special = messages.getProperty("loss." + type);
    if (special != null) {
      return special;
    }
    return get(type.startsWith("org.machapi.") ? "loss.org.machapi" : "loss");
  }

  private String path(String path) {
    Matcher failure = FAILURE.matcher(path);
    if (failure.matches()) {
      String thrown = simple(failure.group(2));
      return failure.group(1).startsWith("throw ")
          ? String.format(get("when.throwing"), thrown)
          : String.format(get("when.failing"), failure.group(1), thrown);
    }
    Matcher overwritten = OVERWRITTEN.matcher(path);
    if (overwritten.matches()) {
      return String.format(get("when.overwritten"), overwritten.group(1));
    }
    return switch (path.strip()) {
      case "regular method exit" -> get("when.ending");
      case "Non-final owning field might be overwritten" -> get("when.field.overwritten");
      default -> String.format(get("when.other"), path.strip());
    };
  }

  static String withoutAnnotations(String type) {
    return ANNOTATION.matcher(type).replaceAll("");
  }

  private static String simple(String type) {
    return type.replaceAll("\\b[a-z]\\w*\\.", "");
  }

  private String get(String key) {
    return messages.getProperty(key, key);
  }
}
