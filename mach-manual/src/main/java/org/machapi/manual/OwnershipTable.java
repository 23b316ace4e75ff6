package org.machapi.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import org.machapi.raw.RightKind;

/** The annotations of one routine as an HTML table. */
final class OwnershipTable {
  private static final String PACKAGE = "org.machapi.raw.";
  private static final String CASES = ".Cases";

  private final ExecutableElement routine;
  private final List<String> rows = new ArrayList<>();

  OwnershipTable(ExecutableElement routine) {
    this.routine = routine;
  }

  String html() {
    if (routine.getAnnotationMirrors().stream().anyMatch(a -> typeOf(a).equals("Contract"))) {
      return "<b>Ownership.</b> No right and no memory changes hands, whether the call succeeds or"
          + " fails.";
    }
    for (VariableElement parameter : routine.getParameters()) {
      addRows("<code>" + parameter.getSimpleName() + "</code>", parameter);
    }
    addRows("the result", routine);
    if (rows.isEmpty()) {
      throw new IllegalStateException(routine + " has {@ownership} and no contract");
    }
    return "<table class=\"striped\"><caption>Ownership</caption><thead><tr>"
        + "<th scope=\"col\">parameter</th><th scope=\"col\">stands for</th>"
        + "<th scope=\"col\">after success</th><th scope=\"col\">after failure</th>"
        + "<th scope=\"col\">goes back with</th></tr></thead><tbody>"
        + String.join("", rows)
        + "</tbody></table>";
  }

  private void addRows(String what, Element element) {
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      String type = typeOf(annotation);
      if (type.endsWith(CASES)) {
        for (Object single : (List<?>) value(annotation, "value").getValue()) {
          if (single instanceof AnnotationValue part
              && part.getValue() instanceof AnnotationMirror mirror) {
            addRow(what, mirror);
          }
        }
      } else {
        addRow(what, annotation);
      }
    }
  }

  private void addRow(String what, AnnotationMirror part) {
    switch (typeOf(part)) {
      case "Borrowed" ->
          row(what, kind(part) + condition(part), "as before the call", "as before", "");
      case "Taken" -> row(what, kind(part) + condition(part), taken(part), onFailure(part), "");
      case "Given" ->
          row(
              what,
              kind(part) + condition(part),
              given(part, text(part, "count")),
              "nothing",
              release(part));
      case "Made" ->
          row(
              what,
              kind(part) + condition(part),
              "new, and the caller's",
              "nothing",
              release(part));
      case "GivenUnnamed" ->
          row(
              "under a name that is not told",
              kind(part) + condition(part),
              given(part, "1"),
              "nothing",
              release(part));
      case "TakenUnnamed" ->
          row(
              "under a name that is not told",
              kind(part),
              "one user reference taken, if the caller has one",
              "see below",
              "");
      case "GivenMemory" ->
          row(
              what,
              "memory, " + code(text(part, "bytes")) + " bytes",
              "the caller's",
              "nothing",
              release(part));
      case "TakenMemory" ->
          row(
              what,
              "memory, " + code(text(part, "bytes")) + " bytes",
              "not the caller's any more",
              "as before",
              "");
      case "ByMessage" ->
          row(what, "a message", "what its dispositions say, see below", "see below", "");
      default -> {} // No annotation about ownership.
    }
  }

  private void row(String... cells) {
    StringBuilder row = new StringBuilder("<tr><th scope=\"row\">").append(cells[0]);
    row.append("</th>");
    for (int i = 1; i < cells.length; i++) {
      row.append("<td>").append(cells[i]).append("</td>");
    }
    rows.add(row.append("</tr>").toString());
  }

  private static String kind(AnnotationMirror part) {
    return RightKind.valueOf(constant(part, "value")).toString();
  }

  private static String condition(AnnotationMirror part) {
    String when = text(part, "when");
    return when.isEmpty() ? "" : ", if " + code(when);
  }

  private static String taken(AnnotationMirror part) {
    String count = text(part, "count");
    return switch (count) {
      case "1" -> isCounted(part) ? "one user reference taken" : "taken";
      case "all" -> "taken, with all its user references";
      default -> code(count) + " user references taken";
    };
  }

  private static String given(AnnotationMirror part, String count) {
    if (!isCounted(part)) {
      return "the caller's";
    }
    if (count.equals("1")) {
      return "one user reference more, the caller's";
    }
    return count.startsWith("each of ")
        ? "one user reference more of each of " + code(count.substring(8)) + ", the caller's"
        : code(count) + " user references more, the caller's";
  }

  /** Whether a task can have several user references of this: of receive rights there is one. */
  private static boolean isCounted(AnnotationMirror part) {
    return switch (RightKind.valueOf(constant(part, "value"))) {
      case RECEIVE, SEND_ONCE, PORT_SET, RECEIVE_OR_SET, TIMER -> false;
      default -> true;
    };
  }

  private static String onFailure(AnnotationMirror part) {
    return switch (constant(part, "onFailure")) {
      case "KEPT" -> "as before";
      case "TAKEN" -> "taken all the same";
      default -> "see below";
    };
  }

  /** The routine as a link to its own manual, wherever in the package it stands. */
  private String release(AnnotationMirror part) {
    String name = text(part, "release");
    Element header = routine.getEnclosingElement();
    for (TypeElement type :
        ElementFilter.typesIn(header.getEnclosingElement().getEnclosedElements())) {
      for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
        if (method.getSimpleName().contentEquals(name)
            && type.getSimpleName().toString().endsWith("Routines")) {
          return "<a href=\""
              + type.getSimpleName()
              + ".html#"
              + anchor(method)
              + "\">"
              + code(name)
              + "</a>";
        }
      }
    }
    return code(name);
  }

  private static String anchor(ExecutableElement method) {
    List<String> types = new ArrayList<>();
    method.getParameters().forEach(p -> types.add(p.asType().toString().replaceAll(".* ", "")));
    return method.getSimpleName() + "(" + String.join(",", types) + ")";
  }

  private static String code(String text) {
    return "<code>"
        + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        + "</code>";
  }

  /** The simple name of an annotation of the library; empty for any other. */
  private static String typeOf(AnnotationMirror annotation) {
    String name = annotation.getAnnotationType().asElement().toString();
    return name.startsWith(PACKAGE) ? name.substring(PACKAGE.length()) : "";
  }

  private static String text(AnnotationMirror annotation, String element) {
    return (String) value(annotation, element).getValue();
  }

  private static String constant(AnnotationMirror annotation, String element) {
    return ((VariableElement) value(annotation, element).getValue()).getSimpleName().toString();
  }

  /** The value that is written down, or else the default of the annotation type. */
  private static AnnotationValue value(AnnotationMirror annotation, String element) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        annotation.getElementValues().entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(element)) {
        return entry.getValue();
      }
    }
    for (ExecutableElement method :
        ElementFilter.methodsIn(annotation.getAnnotationType().asElement().getEnclosedElements())) {
      AnnotationValue otherwise = method.getDefaultValue();
      if (method.getSimpleName().contentEquals(element) && otherwise != null) {
        return otherwise;
      }
    }
    throw new IllegalStateException(annotation + " has no " + element);
  }
}
