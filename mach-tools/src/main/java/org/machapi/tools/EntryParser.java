package org.machapi.tools;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.machapi.IpcSpace;
import org.machapi.KernelObject;
import org.machapi.PortType;
import org.machapi.Right;
import org.machapi.census.Acquired;
import org.machapi.census.CensusEntry;
import org.machapi.census.Ledger;
import org.machapi.census.LedgerAccount;
import org.machapi.census.LedgerLevel;
import org.machapi.census.NameMovement;
import org.machapi.census.PortKind;
import org.machapi.census.PortRole;
import org.machapi.census.ReceiveState;
import org.machapi.census.StandsFor;

/** Makes a name of what {@link EntryWriter} wrote. */
final class EntryParser {
  private static final long UNSIGNED = 0xffff_ffffL;

  private final BoundedReader bounds;

  /** The same few texts stand in thousands of acquisitions. */
  private final Map<String, String> texts = new HashMap<>();

  /**
   * @param bounds what is charged for what stays
   */
  EntryParser(BoundedReader bounds) {
    this.bounds = bounds;
  }

  /**
   * Makes a name.
   *
   * @param element all of it but its holdings
   */
  CensusEntry entry(JsonElement element, List<Acquired> holdings, String path)
      throws Fields.DamagedException, IOException {
    Fields fields = Fields.of(element, path);
    Map<Right, Integer> references = new EnumMap<>(Right.class);
    Fields counts = fields.fields("references");
    for (Right right : Right.values()) {
      if (counts.has(right.name())) {
        references.put(right, counts.count(right.name(), IpcSpace.MAX_USER_REFERENCES));
      }
    }
    List<PortRole> roles = new ArrayList<>();
    for (Fields role : fields.list("roles")) {
      roles.add(
          new PortRole(
              role.word("kind", PortRole.Kind.class),
              once(role.text("holder")),
              once(role.text("which"))));
    }
    return new CensusEntry(
        fields.bits("name"),
        type(fields.fields("type")),
        references,
        standsFor(fields.fields("standsFor")),
        fields.bits("portNumber"),
        fields.isNull("receive") ? null : receive(fields.fields("receive")),
        charged(fields.names("sets")),
        charged(fields.names("members")),
        charged(roles),
        fields.flag("changed"),
        texts(fields, "unread"),
        fields.textOrNull("label"),
        holdings);
  }

  NameMovement movement(JsonElement element, String path) throws Fields.DamagedException {
    Fields fields = Fields.of(element, path);
    return new NameMovement(
        fields.word("kind", NameMovement.Kind.class),
        fields.bits("name"),
        typeOrNull(fields, "before"),
        fields.number("referencesBefore"),
        typeOrNull(fields, "after"),
        fields.number("referencesAfter"));
  }

  static LedgerAccount account(JsonElement element, String path) throws Fields.DamagedException {
    Fields fields = Fields.of(element, path);
    return new LedgerAccount(
        fields.word("level", LedgerLevel.class),
        (int) fields.number("sampling", 1, Ledger.LARGEST_SAMPLING),
        fields.time("since"));
  }

  private static @Nullable PortType typeOrNull(Fields fields, String key)
      throws Fields.DamagedException {
    return fields.isNull(key) ? null : type(fields.fields(key));
  }

  private static PortType type(Fields fields) throws Fields.DamagedException {
    return new PortType(fields.bits("bits"));
  }

  private static StandsFor standsFor(Fields fields) throws Fields.DamagedException {
    KernelObject object =
        fields.isNull("object") ? null : new KernelObject(fields.fields("object").number("type"));
    Long threadId =
        fields.isNull("threadId")
            ? null
            : (Long) fields.number("threadId", Long.MIN_VALUE, Long.MAX_VALUE);
    return new StandsFor(
        fields.word("kind", PortKind.class),
        object,
        fields.numberOrNull("pid"),
        threadId,
        fields.textOrNull("threadName"),
        fields.flag("ownThread"),
        fields.textOrNull("description"));
  }

  private static ReceiveState receive(Fields fields) throws Fields.DamagedException {
    return new ReceiveState(
        fields.number("sequenceNumber", 0, UNSIGNED),
        fields.number("makeSendCount", 0, UNSIGNED),
        fields.number("queueLimit", 0, UNSIGNED),
        fields.number("queuedMessages", 0, UNSIGNED),
        fields.number("sendOnceRights", 0, UNSIGNED),
        fields.flag("hasSendRights"),
        fields.flag("noSendersRequest"),
        fields.flag("portDestroyedRequest"),
        fields.bits("flagBits"),
        fields.longBitsOrNull("context"),
        fields.numberOrNull("requests"));
  }

  Acquired acquired(JsonElement element, String path) throws Fields.DamagedException, IOException {
    Fields fields = Fields.of(element, path);
    bounds.charge(BoundedReader.ELEMENT);
    return new Acquired(
        fields.number("number", 0, Long.MAX_VALUE),
        once(fields.text("type")),
        once(fields.text("site")),
        once(fields.text("thread")),
        fields.time("since"));
  }

  private List<String> texts(Fields fields, String key)
      throws Fields.DamagedException, IOException {
    List<String> found = new ArrayList<>();
    for (String text : fields.texts(key)) {
      found.add(once(text));
    }
    return charged(found);
  }

  private <T> List<T> charged(List<T> list) throws IOException {
    bounds.charge((long) list.size() * BoundedReader.ELEMENT);
    return list;
  }

  /** The same text for each that is equal to it, so that it takes memory only once. */
  String once(String text) throws IOException {
    String known = texts.putIfAbsent(text, text);
    if (known == null) {
      bounds.charge(BoundedReader.TEXT);
      return text;
    }
    return known;
  }
}
