package org.machapi.manual;

import com.sun.source.doctree.DocTree;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import jdk.javadoc.doclet.Taglet;

/**
 * Shows the contract of a routine where its Javadoc says <code>{&#64;ownership}</code>: a table of
 * who owns what, made from the annotations of the method, and on which kernels it has been
 * executed. So the text and the annotations cannot differ.
 */
public final class OwnershipTaglet implements Taglet {
  private final Executions executions = Executions.recorded();

  /** Makes the taglet; javadoc does. */
  public OwnershipTaglet() {}

  @Override
  public String getName() {
    return "ownership";
  }

  @Override
  public Set<Location> getAllowedLocations() {
    return EnumSet.of(Location.METHOD);
  }

  @Override
  public boolean isInlineTag() {
    return true;
  }

  @Override
  public String toString(List<? extends DocTree> tags, Element element) {
    ExecutableElement routine = (ExecutableElement) element;
    return new OwnershipTable(routine).html() + executions.html(routine.getSimpleName().toString());
  }
}
