package org.machapi.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(120)
class NativeMachLibraryTest {
  private static final String LINKED =
      "each library of macOS is linked with libSystem, where the linker finds what it lacks itself";

  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = CLibrary.newFolder();
  }

  @Test
  void aLibraryThatExportsEverythingIsLoaded() {
    MachLibrary library = NativeMachLibrary.load(CLibrary.complete());

    assertThat(library).isInstanceOf(MacOs15Library.class);
    assertThat(library.mach_task_self_().get()).isEqualTo(CLibrary.TASK_SELF);
  }

  @Test
  void aLibraryThatDoesNotExistIsNamedWithTheReason() {
    Path nowhere = folder.resolve("no such library.so");

    assertThatExceptionOfType(LibraryLoadException.class)
        .isThrownBy(() -> NativeMachLibrary.load(nowhere))
        .withMessageStartingWith("cannot use " + nowhere + " as the Mach library: ")
        .withMessageContaining("o such file")
        .satisfies(e -> assertThat(e.library()).isEqualTo(nowhere.toString()))
        .satisfies(e -> assertThat(e.missingSymbols()).isEmpty());
  }

  @Test
  void aFileThatIsNoLibraryIsNamedWithTheReason() throws IOException {
    Path text = Files.writeString(folder.resolve("text.so"), "not a library\n".repeat(1000));

    LibraryLoadException refusal = refusalOf(text);

    assertThat(refusal).hasMessageContaining(text.toString());
    // What comes behind the path is the system's own reason, and differs between systems.
    assertThat(refusal.getMessage()).hasSizeGreaterThan(("cannot use as : " + text).length() + 40);
    assertThat(refusal.getMessage()).doesNotContain("unknown").matches("\\p{Print}+");
  }

  @Test
  void aFolderIsNoLibrary() {
    assertThat(refusalOf(folder)).hasMessageContaining(folder.toString());
  }

  @Test
  void aRelativePathIsRefusedEvenIfItWouldLeadToALibrary() {
    Path relative = Path.of("").toAbsolutePath().relativize(CLibrary.complete());
    assertThat(relative).exists().isRelative();

    assertThat(refusalOf(relative))
        .hasMessage(
            "cannot use "
                + relative
                + " as the Mach library: the path is not absolute; write all"
                + " of it, from the root on");
  }

  @Test
  @DisabledOnOs(value = OS.MAC, disabledReason = LINKED)
  void everyRequiredRoutineAndVariableThatIsMissingIsNamedAtTheStart() {
    Path library = CLibrary.without("mach_port_names", "mach_msg", "mach_task_self_");

    LibraryLoadException refusal = refusalOf(library);

    assertThat(refusal)
        .hasMessage(
            "cannot use "
                + library
                + " as the Mach library: it does not export mach_msg,"
                + " mach_port_names, mach_task_self_");
    assertThat(refusal.library()).isEqualTo(library.toString());
    assertThat(refusal.missingSymbols())
        .containsExactly("mach_msg", "mach_port_names", "mach_task_self_");
  }

  @Test
  @DisabledOnOs(value = OS.MAC, disabledReason = LINKED)
  void aLibraryOfSomethingElseLacksEverythingAndIsNotUsed() {
    String[] all = CLibrary.routines().toArray(String[]::new);
    Path library = CLibrary.without(all);

    assertThat(refusalOf(library).missingSymbols())
        .hasSize(all.length - optional())
        .contains("mach_msg")
        .doesNotContain("thread_adopt_exception_handler");
  }

  @Test
  @DisabledOnOs(value = OS.MAC, disabledReason = LINKED)
  void aMissingRoutineOfANewerSystemFailsOnlyWhenItIsCalledAndNamesTheRelease() {
    Path path = CLibrary.without("thread_adopt_exception_handler");
    MachLibrary library = NativeMachLibrary.load(path);
    CLibraryControl control = CLibraryControl.of(path);
    library.mach_reply_port();

    assertThatExceptionOfType(MissingRoutineException.class)
        .isThrownBy(() -> library.thread_adopt_exception_handler(1, 2, 3, 4, 5))
        .withMessage(
            "the loaded Mach library has no routine thread_adopt_exception_handler, which came"
                + " with macOS 15.0; nothing was called")
        .satisfies(e -> assertThat(e.routine()).isEqualTo("thread_adopt_exception_handler"))
        .satisfies(e -> assertThat(e.release()).isEqualTo("macOS 15.0"));
    assertThat(control.c_library_called()).isEqualTo("mach_reply_port");
    assertThat(library).isNotInstanceOf(MacOs15Library.class);
  }

  @Test
  @DisabledOnOs(value = OS.MAC, disabledReason = LINKED)
  void aLibraryOfAReleaseInBetweenHasTheRoutinesOfItsOwnRelease() {
    Path path = CLibrary.without("thread_adopt_exception_handler");
    MachLibrary library = NativeMachLibrary.load(path);

    library.host_get_io_main(1, null);

    assertThat(CLibraryControl.of(path).c_library_called()).isEqualTo("host_get_io_main");
    assertThat(library).isInstanceOf(MacOs13Library.class);
  }

  @Test
  @DisabledOnOs(value = OS.MAC, disabledReason = LINKED)
  void everyMissingRoutineNamesItsOwnRelease() {
    MachLibrary library = NativeMachLibrary.load(CLibrary.without("host_get_io_main"));

    assertThatExceptionOfType(MissingRoutineException.class)
        .isThrownBy(() -> library.host_get_io_main(1, null))
        .satisfies(e -> assertThat(e.release()).isEqualTo("macOS 13.0"));
    assertThatExceptionOfType(MissingRoutineException.class)
        .isThrownBy(() -> library.thread_adopt_exception_handler(1, 2, 3, 4, 5))
        .satisfies(e -> assertThat(e.release()).isEqualTo("macOS 15.0"));
  }

  @Test
  void messagesOfTwoLibrariesAreNotMixedUp() {
    Path firstPath = CLibrary.complete();
    Path secondPath = CLibrary.without("thread_adopt_exception_handler");
    MachLibrary first = NativeMachLibrary.load(firstPath);
    MachLibrary second = NativeMachLibrary.load(secondPath);
    first.mach_host_self();

    second.mach_msg(null, 1, 2, 3, 4, 5, 6);

    assertThat(CLibraryControl.of(firstPath).c_library_called()).isEqualTo("mach_host_self");
    assertThat(CLibraryControl.of(secondPath).c_library_called()).isEqualTo("mach_msg");
  }

  @Test
  void aRoutineOfANewerSystemIsCalledWhereTheLibraryHasIt() {
    Path path = CLibrary.complete();
    MachLibrary library = NativeMachLibrary.load(path);

    library.thread_adopt_exception_handler(1, 2, 3, 4, 5);

    assertThat(CLibraryControl.of(path).c_library_called())
        .isEqualTo("thread_adopt_exception_handler");
  }

  @Test
  void twoLibrariesInOneProcessAreNotMixedUp() {
    Path firstPath = CLibrary.complete();
    Path secondPath = CLibrary.without("thread_adopt_exception_handler");
    MachLibrary first = NativeMachLibrary.load(firstPath);
    MachLibrary second = NativeMachLibrary.load(secondPath);

    first.mach_host_self();
    second.mach_thread_self();

    assertThat(CLibraryControl.of(firstPath).c_library_called()).isEqualTo("mach_host_self");
    assertThat(CLibraryControl.of(secondPath).c_library_called()).isEqualTo("mach_thread_self");
  }

  @Test
  void whatIsLoadedTwiceWorksTwice() {
    MachLibrary first = NativeMachLibrary.load(CLibrary.complete());
    MachLibrary second = NativeMachLibrary.load(CLibrary.complete());

    assertThat(first.mach_task_self_().get()).isEqualTo(second.mach_task_self_().get());
  }

  @Test
  @DisabledOnOs(OS.MAC)
  void theSystemLibraryOfMacOsIsNotToBeHadElsewhere() {
    LibraryLoadException refusal =
        catchThrowableOfType(LibraryLoadException.class, NativeMachLibrary::loadSystem);

    assertThat(refusal).hasMessageContaining("/usr/lib/libSystem.B.dylib");
  }

  @Test
  @EnabledOnOs(OS.MAC)
  void theSystemLibraryOfMacOsIsLoaded() {
    MachLibrary library = NativeMachLibrary.loadSystem();

    assertThat(library.mach_task_self_().get()).isNotZero();
  }

  private static int optional() {
    return (int)
        Stream.of(MachLibrary.class.getMethods())
            .filter(method -> method.isAnnotationPresent(Since.class))
            .count();
  }

  private static LibraryLoadException refusalOf(Path path) {
    LibraryLoadException refusal =
        catchThrowableOfType(LibraryLoadException.class, () -> NativeMachLibrary.load(path));
    assertThat(refusal).as("%s was loaded", path).isNotNull();
    return refusal;
  }
}
