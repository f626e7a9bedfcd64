package io.intercomsync.hub.model;

import static io.intercomsync.collection.IntercomCollection.ADMINS;
import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SEGMENTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;

import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes up changes of a workspace and keeps all of them, by feed. A run reads on from where its checkpoint says. */
final class ModelSource {
    static final List<String> FEEDS = List.of("contacts", "conversations", "companies", "lists");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Random random;
    private final Map<String, List<ModelChange>> changes = new HashMap<>();
    private final Map<String, IntercomCollection> people = new TreeMap<>();
    private final Map<String, Integer> conversations = new TreeMap<>();
    private final Map<String, Instant> versions = new HashMap<>();
    private int time;
    private int parts;

    ModelSource(Random random) {
        this.random = random;
        FEEDS.forEach(feed -> changes.put(feed, new ArrayList<>()));
    }

    /** Returns all changes of a feed, the oldest first. */
    List<ModelChange> changes(String feed) {
        return List.copyOf(changes.getOrDefault(feed, List.of()));
    }

    /** Changes one object. */
    void change() {
        time++;
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> changePerson();
            case 4, 5, 6, 7 -> changeConversation();
            case 8 -> changeCompany();
            default -> changeLists();
        }
    }

    private Instant now() {
        return START.plusSeconds(time);
    }

    private void add(String feed, String object, List<Removal> removals, List<Row> rows) {
        List<AttributeDefinition> attributes = random.nextInt(4) > 0
                ? List.of()
                : List.of(new AttributeDefinition(
                        feed.equals("companies") ? COMPANIES : USERS,
                        feed + random.nextInt(3),
                        "l" + time,
                        "string",
                        false));
        changes.getOrDefault(feed, new ArrayList<>()).add(new ModelChange(object, removals, rows, attributes));
    }

    private void changePerson() {
        String id = "p" + random.nextInt(8);
        IntercomCollection held = people.get(id);
        if (held == null) {
            putPerson(id, random.nextBoolean() ? USERS : CONTACTS, null);
            return;
        }
        switch (random.nextInt(5)) {
            case 0 -> removePerson(id, held);
            case 1 -> putPerson(id, held == USERS ? CONTACTS : USERS, held);
            case 2 -> {
                Instant older = versions.getOrDefault(id, START).minusSeconds(1);
                add("contacts", id, replaced(SOCIAL_PROFILES, id), person(id, held, older));
            }
            default -> putPerson(id, held, null);
        }
    }

    private void putPerson(String id, IntercomCollection collection, @Nullable IntercomCollection movedFrom) {
        Instant version = random.nextInt(4) > 0 ? now() : versions.getOrDefault(id, now()); // some change silently
        List<Removal> removals = new ArrayList<>(replaced(SOCIAL_PROFILES, id));
        if (movedFrom != null) {
            removals.add(new Removal.ByKey(movedFrom, List.of(id), Reason.MOVED, now(), null));
        }
        people.put(id, collection);
        versions.put(id, version);
        add("contacts", id, removals, person(id, collection, version));
    }

    private List<Row> person(String id, IntercomCollection collection, Instant version) {
        List<Row> rows = new ArrayList<>();
        rows.add(ModelChange.row(
                collection, Map.of("id", id, "updated_at", version, "name", word(), "email", word(), "phone", "1")));
        for (int i = random.nextInt(3); i > 0; i--) {
            rows.add(ModelChange.row(SOCIAL_PROFILES, Map.of("person_id", id, "id", "s" + i, "name", word())));
        }
        return rows;
    }

    private void removePerson(String id, IntercomCollection held) {
        boolean isMerged = random.nextBoolean();
        Reason reason = isMerged ? Reason.MERGED : Reason.DELETED;
        people.remove(id);
        add(
                "contacts",
                id,
                List.of(
                        new Removal.ByKey(held, List.of(id), reason, now(), isMerged ? "p0" : null),
                        new Removal.ChildrenOf(SOCIAL_PROFILES, id, reason, now())),
                List.of());
    }

    private void changeConversation() {
        String id = "c" + random.nextInt(8);
        if (conversations.containsKey(id) && random.nextInt(5) == 0) {
            conversations.remove(id);
            add(
                    "conversations",
                    id,
                    List.of(
                            new Removal.ByKey(CONVERSATIONS, List.of(id), Reason.DELETED, now(), null),
                            new Removal.ChildrenOf(CONVERSATION_PARTS, id, Reason.DELETED, now())),
                    List.of());
            return;
        }
        conversations.put(id, time);
        boolean isTruncated = random.nextInt(4) == 0;
        List<Row> rows = new ArrayList<>();
        rows.add(ModelChange.row(
                CONVERSATIONS, Map.of("id", id, "updated_at", now(), "title", word(), "parts_truncated", isTruncated)));
        for (int i = random.nextInt(4); i > 0; i--) {
            rows.add(ModelChange.row(
                    CONVERSATION_PARTS, Map.of("conversation_id", id, "id", "t" + ++parts, "body", word())));
        }
        add("conversations", id, isTruncated ? List.of() : replaced(CONVERSATION_PARTS, id), rows);
    }

    private List<Removal> replaced(IntercomCollection children, String parent) {
        return List.of(new Removal.ChildrenOf(children, parent, Reason.REPLACED, now()));
    }

    private void changeCompany() {
        String id = "k" + random.nextInt(4);
        if (random.nextInt(4) == 0) {
            add(
                    "companies",
                    id,
                    List.of(new Removal.ByKey(COMPANIES, List.of(id), Reason.DELETED, now(), null)),
                    List.of());
        } else {
            add(
                    "companies",
                    id,
                    List.of(),
                    List.of(ModelChange.row(COMPANIES, Map.of("id", id, "updated_at", now(), "name", word()))));
        }
    }

    /** Tags have no version. A complete list may say which ones stay. */
    private void changeLists() {
        IntercomCollection collection = List.of(TAGS, SEGMENTS, ADMINS).get(random.nextInt(3));
        if (random.nextInt(4) == 0) {
            add(
                    "lists",
                    ModelChange.WHOLE_LIST,
                    List.of(new Removal.AllBut(collection, Set.of(List.of("0"), List.of("1")), Reason.DELETED, now())),
                    List.of());
        } else {
            String id = Integer.toString(random.nextInt(4));
            add(
                    "lists",
                    collection + id,
                    List.of(),
                    List.of(ModelChange.row(collection, Map.of("id", id, "name", word()))));
        }
    }

    private String word() {
        return "word " + random.nextInt(3);
    }
}
