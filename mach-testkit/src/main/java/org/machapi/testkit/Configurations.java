package org.machapi.testkit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Finds the annotations that hold for a test: of its method, its class, the classes around it. */
final class Configurations {
  private Configurations() {}

  static @Nullable Simulated simulated(ExtensionContext context) {
    return nearest(
        context.getTestMethod().orElse(null),
        context.getTestClass().orElse(null),
        context.getEnclosingTestClasses(),
        Simulated.class);
  }

  static @Nullable Simulated simulated(
      @Nullable Method method, Class<?> testClass, List<Class<?>> enclosing) {
    return nearest(method, testClass, enclosing, Simulated.class);
  }

  static boolean countsUnrecorded(ExtensionContext context) {
    NoPortLeaks found =
        nearest(
            context.getTestMethod().orElse(null),
            context.getTestClass().orElse(null),
            context.getEnclosingTestClasses(),
            NoPortLeaks.class);
    return found != null && found.unrecorded();
  }

  /** Returns the allowances, the nearest first. */
  static List<AllowPortLeaks> allowances(ExtensionContext context) {
    List<AllowPortLeaks> found = new ArrayList<>();
    Method method = context.getTestMethod().orElse(null);
    if (method != null) {
      found.addAll(AnnotationSupport.findRepeatableAnnotations(method, AllowPortLeaks.class));
    }
    Class<?> testClass = context.getTestClass().orElse(null);
    if (testClass != null) {
      for (Class<?> type : outwards(testClass, context.getEnclosingTestClasses())) {
        found.addAll(AnnotationSupport.findRepeatableAnnotations(type, AllowPortLeaks.class));
      }
    }
    return found;
  }

  private static <A extends Annotation> @Nullable A nearest(
      @Nullable Method method,
      @Nullable Class<?> testClass,
      List<Class<?>> enclosing,
      Class<A> annotation) {
    A found =
        method == null ? null : AnnotationSupport.findAnnotation(method, annotation).orElse(null);
    if (found == null && testClass != null) {
      for (Class<?> type : outwards(testClass, enclosing)) {
        found = AnnotationSupport.findAnnotation(type, annotation).orElse(null);
        if (found != null) {
          break;
        }
      }
    }
    return found;
  }

  /** The class of the test and those around it, which JUnit tells with the outermost first. */
  private static List<Class<?>> outwards(Class<?> testClass, List<Class<?>> enclosing) {
    List<Class<?>> types = new ArrayList<>();
    types.add(testClass);
    for (int i = enclosing.size() - 1; i >= 0; i--) {
      types.add(enclosing.get(i));
    }
    return types;
  }
}
