package org.machapi.tools;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.census.CensusEntry;
import org.machapi.census.PortRole;
import org.machapi.census.ReceiveState;

/** What is shown of a name. Text, CSV and the page all take it from here, so that they agree. */
enum Column {
  NAME(entry -> Hex.of(entry.name())),
  RIGHTS(entry -> entry.type().toString()),
  REFERENCES(CensusEntry::referencesText),
  TOTAL(entry -> String.valueOf(entry.totalReferences())),
  WHAT(CensusEntry::what),
  QUEUE(ofPort(port -> port.queuedMessages() + "/" + port.queueLimit())),
  FLAGS(ofPort(ReceiveState::flagsText)),
  REQUESTS(entry -> entry.requests().stream().map(Enum::name).collect(Collectors.joining("|"))),
  ROLES(entry -> join(entry.roles())),
  LABEL(entry -> orEmpty(entry.label())),
  ACQUIRED(entry -> Sites.text(entry.holdings())),
  SETS(entry -> names(entry.sets())),
  MEMBERS(entry -> names(entry.members())),
  CONTEXT(ofPort(Column::context)),
  SEQUENCE(ofPort(port -> String.valueOf(port.sequenceNumber()))),
  MAKE_SEND(ofPort(port -> String.valueOf(port.makeSendCount()))),
  SEND_ONCE(ofPort(port -> String.valueOf(port.sendOnceRights()))),
  SENDERS(ofPort(port -> port.hasSendRights() ? "yes" : "no")),
  TYPE_BITS(entry -> Hex.of(entry.type().bits())),
  PORT_NUMBER(entry -> entry.portNumber() == 0 ? "" : Hex.of(entry.portNumber())),
  CHANGED(entry -> entry.isChanged() ? "changed meanwhile" : ""),
  UNREAD(entry -> join(entry.unread()));

  /** Those that tell most, for a table that has to fit on a screen. */
  static final List<Column> MAIN =
      List.of(NAME, REFERENCES, WHAT, QUEUE, FLAGS, REQUESTS, ROLES, ACQUIRED, CHANGED, UNREAD);

  private final Function<CensusEntry, String> text;

  Column(Function<CensusEntry, String> text) {
    this.text = text;
  }

  /** The text of one name; empty if there is nothing to tell. */
  String of(CensusEntry entry) {
    return text.apply(entry);
  }

  /** The text of one name where there is little room; what it is and its label share a column. */
  String brief(CensusEntry entry) {
    String label = entry.label();
    return switch (this) {
      case WHAT -> entry.what() + (label == null ? "" : " \"" + label + "\"");
      case ROLES -> join(entry.roles().stream().map(Column::brief).distinct().toList());
      case ACQUIRED -> Sites.brief(entry.holdings());
      default -> of(entry);
    };
  }

  private static String brief(PortRole role) {
    return role.kind() == PortRole.Kind.EXCEPTION_PORT
        ? "exception port of " + role.holder()
        : role.toString();
  }

  String heading() {
    return name().replace('_', ' ');
  }

  /** The name of the column in CSV. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isNumber() {
    return this == TOTAL || this == SEQUENCE || this == MAKE_SEND || this == SEND_ONCE;
  }

  private static Function<CensusEntry, String> ofPort(Function<ReceiveState, String> text) {
    return entry -> {
      ReceiveState port = entry.receive();
      return port == null ? "" : text.apply(port);
    };
  }

  private static String context(ReceiveState port) {
    Long context = port.context();
    return context == null ? "" : Hex.of(context);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String join(List<? extends Object> parts) {
    return parts.stream().map(Object::toString).collect(Collectors.joining("; "));
  }

  private static String names(List<Integer> names) {
    return names.stream().map(Hex::of).collect(Collectors.joining(" "));
  }
}
