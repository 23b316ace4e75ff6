package org.machapi.docs;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A fenced block of Java in a document.
 *
 * <p>A block that declares a class at the start of a line is a source file of its own. Any other is
 * the body of a method; what it uses without declaring it are the parameters of that method, which
 * an HTML comment on the line before the block names: {@code <!-- given: Mach mach -->}.
 *
 * @param document the name of the document
 * @param fence the line of the opening fence, from 1
 * @param given the parameters; empty for none
 * @param lines the code
 */
record JavaExample(String document, int fence, String given, List<String> lines) {
  private static final Pattern GIVEN = Pattern.compile("<!-- given: (.+) -->");

  private static final Pattern TYPE =
      Pattern.compile(
          "(?:public |abstract |final |sealed )*(?:class|interface|record|enum|@interface) .*");

  private static final String IMPORTS =
      "import java.nio.*; import java.time.*; import java.util.*; import org.machapi.*;"
          + " import org.machapi.bootstrap.*; import org.machapi.census.*;"
          + " import org.machapi.exception.*; import org.machapi.message.*;"
          + " import org.machapi.notification.*; import org.machapi.raw.*;"
          + " import org.machapi.sim.*; ";

  /** Finds the blocks of a document. */
  static List<JavaExample> in(String document, String text) {
    List<String> all = text.lines().toList();
    List<JavaExample> examples = new ArrayList<>();
    for (FencedBlock block : FencedBlock.in(text)) {
      if (block.language().equals("java")) {
        Matcher given = GIVEN.matcher(block.line() == 1 ? "" : all.get(block.line() - 2));
        String parameters = given.matches() ? given.group(1) : "";
        examples.add(new JavaExample(document, block.line(), parameters, block.lines()));
      }
    }
    return examples;
  }

  /** Compiles as a user does; returns what the compiler says against it, by document and line. */
  List<String> complaints() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    // An example may leave a resource unused (try), and the class path is Maven's (path).
    List<String> options =
        List.of(
            "--release",
            "17",
            "-proc:none",
            "-Xlint:all,-path,-try",
            "-classpath",
            System.getProperty("java.class.path"));
    try (JavaFileManager files =
        new Nowhere(compiler.getStandardFileManager(found, Locale.ROOT, null))) {
      compiler
          .getTask(new StringWriter(), files, found, options, null, List.of(new Source(source())))
          .call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // To put a message into words can make the compiler look further, and find more.
    return List.copyOf(found.getDiagnostics()).stream().map(this::describe).toList();
  }

  private String describe(Diagnostic<? extends JavaFileObject> diagnostic) {
    return document + ":" + diagnostic.getLineNumber() + ": " + diagnostic.getMessage(Locale.ROOT);
  }

  /** The source file; each line of the block has the number that it has in the document. */
  private String source() {
    boolean isFile = lines.stream().anyMatch(line -> TYPE.matcher(line).matches());
    StringBuilder imports = new StringBuilder(IMPORTS);
    StringBuilder body = new StringBuilder();
    for (String line : lines) {
      boolean isImport = line.startsWith("import ");
      if (isImport) {
        imports.append(line).append(' ');
      }
      body.append(isImport ? "" : line).append('\n');
    }
    String before = isFile ? "" : "class Example { void example(" + given + ") throws Exception {";
    return "\n".repeat(fence - 1) + imports + before + "\n" + body + (isFile ? "" : "}}\n");
  }

  @Override
  public String toString() {
    return document + ":" + fence;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Example.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
      return true;
    }
  }

  /** Keeps no class file: nobody runs an example. */
  private static final class Nowhere extends ForwardingJavaFileManager<JavaFileManager> {
    Nowhere(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("nowhere:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          return OutputStream.nullOutputStream();
        }
      };
    }
  }
}
