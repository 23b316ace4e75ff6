package org.machapi.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is checked in builds anywhere: it names no machine's folders and no private server. */
class RepositoryHygieneTest {
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.:/-])/(?:home|Users|root|work)/\\w|\\b[A-Z]:\\\\Users\\b");

  private static final Pattern HOST =
      Pattern.compile("(?:https?|ssh|git|ftp)://([^\\s/\"'<>)`:]+)");

  private static final Pattern PRIVATE_HOST =
      Pattern.compile(
          "(?i)localhost|[0-9.]+|[^.]+|.*(?:mirror|proxy|artifactory|nexus|\\.(?:internal|local|lan|corp)$).*");

  /** What the build itself may name: where it fetches from, and namespaces. */
  private static final Set<String> HOSTS_OF_THE_BUILD =
      Set.of(
          "repo.maven.apache.org",
          "maven.apache.org",
          "www.apache.org",
          "www.w3.org",
          "github.com");

  @Test
  void noTrackedFileNamesAFolderOfOneMachine() throws Exception {
    assertThat(findings(trackedFiles(), RepositoryHygieneTest::machinePaths)).isEmpty();
  }

  @Test
  void nothingThatAJvmLeftBehindIsTracked() throws Exception {
    assertThat(trackedFiles())
        .noneMatch(name -> name.matches("(.*/)?(\\.attach_pid|hs_err_pid|replay_pid).*"));
  }

  @Test
  void noTrackedFileNamesAPrivateHost() throws Exception {
    assertThat(findings(trackedFiles(), RepositoryHygieneTest::privateHosts)).isEmpty();
  }

  @Test
  void theBuildFetchesFromCanonicalHostsOnly() throws Exception {
    List<String> build =
        trackedFiles().stream().filter(RepositoryHygieneTest::isBuildFile).toList();
    assertThat(build).contains("pom.xml", ".mvn/wrapper/maven-wrapper.properties");
    assertThat(findings(build, text -> without(HOSTS_OF_THE_BUILD, hosts(text)))).isEmpty();
  }

  @Test
  void foldersOfOneMachineAreRecognised() {
    String home = "/home";
    assertThat(machinePaths("see " + home + "/ann/notes")).hasSize(1);
    assertThat(machinePaths("C:" + "\\Users")).hasSize(1);
    assertThat(machinePaths("https://example.org" + home + "/page, osfmk/ipc, /usr/lib")).isEmpty();
  }

  @Test
  void privateHostsAreRecognised() {
    for (String host : List.of("10.0.0.7", "maven-mirror.example.org", "build.internal", "cache")) {
      assertThat(privateHosts("<url>https:" + "//" + host + "/repo</url>")).containsExactly(host);
    }
    assertThat(privateHosts("https://repo.maven.apache.org/maven2")).isEmpty();
  }

  private static List<String> machinePaths(String text) {
    return MACHINE_PATH.matcher(text).results().map(found -> found.group()).toList();
  }

  private static List<String> privateHosts(String text) {
    return hosts(text).stream().filter(host -> PRIVATE_HOST.matcher(host).matches()).toList();
  }

  private static List<String> hosts(String text) {
    Matcher matcher = HOST.matcher(text);
    return matcher.results().map(found -> found.group(1)).toList();
  }

  private static List<String> without(Set<String> known, List<String> hosts) {
    return hosts.stream().filter(host -> !known.contains(host)).toList();
  }

  private static boolean isBuildFile(String name) {
    return name.endsWith("pom.xml")
        || Stream.of(".mvn/", ".ci/", ".github/", "mvnw", "demo").anyMatch(name::startsWith);
  }

  private interface Search {
    List<String> find(String text);
  }

  private static List<String> findings(List<String> files, Search search) throws IOException {
    List<String> findings = new ArrayList<>();
    for (String name : files) {
      Path file = TestFolders.root().resolve(name);
      if (Files.isRegularFile(file)) {
        // Any bytes can be read this way, and what is searched for is ASCII.
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (!isBinary(text)) {
          search.find(text).forEach(found -> findings.add(name + ": " + found));
        }
      }
    }
    return findings;
  }

  /** As git tells it; noise in compressed files looks like anything. */
  private static boolean isBinary(String text) {
    return text.indexOf('\0') >= 0;
  }

  private static List<String> trackedFiles() throws Exception {
    assumeTrue(
        Files.exists(TestFolders.root().resolve(".git")),
        "not a git checkout: what is checked in is not known");
    ChildProcess.Outcome outcome = listFiles();
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    return List.of(outcome.output().split("\0"));
  }

  private static ChildProcess.Outcome listFiles() throws InterruptedException {
    try {
      return ChildProcess.run(TestFolders.root(), List.of("git", "ls-files", "-z"));
    } catch (IOException e) {
      assumeTrue(false, "git does not start: " + e.getMessage());
      throw new AssertionError(e);
    }
  }
}
