package io.intercomsync.fake.internal.workspace;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.json.FakeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Edits a workspace. A reader sees each edit whole or not at all. */
public final class WorkspaceEdits {

    private final Workspace workspace;
    private final long indexDelayMillis;
    private final NestedLists lists;
    private final PartForms partForms;

    public WorkspaceEdits(Workspace workspace, long indexDelayMillis) {
        this.workspace = workspace;
        this.indexDelayMillis = indexDelayMillis;
        this.lists = new NestedLists(workspace);
        this.partForms = new PartForms(workspace);
    }

    /** Creates the object with defaults, or changes the present one; the values win. */
    public void change(ObjectType resource, String id, Map<String, ?> values) {
        Map<String, Object> given = FakeJson.copy(values);
        workspace.editing(() -> {
            Map<String, Object> present = workspace.table(resource).find(id);
            Map<String, Object> object =
                    FakeJson.copy(present == null ? workspace.defaults.of(resource, id, workspace.now()) : present);
            if (object.containsKey("updated_at")) {
                object.put("updated_at", workspace.now());
            }
            object.putAll(given);
            object.put("id", id);
            if (resource == ObjectType.CONVERSATIONS) {
                partForms.complete(object, given, present == null);
            }
            int number = store(resource, id, object);
            if (resource == ObjectType.CONVERSATIONS && present == null) {
                workspace.asGiven.remove(number);
            }
        });
    }

    /** Stores the object exactly as it is given. */
    public void put(ObjectType resource, Map<String, ?> whole) {
        if (whole.get("id") == null) {
            throw new IllegalArgumentException("an object of " + resource + " needs an \"id\": " + whole.keySet());
        }
        Map<String, Object> object = FakeJson.copy(whole);
        workspace.editing(() -> {
            int number = store(resource, String.valueOf(whole.get("id")), object);
            if (resource == ObjectType.CONVERSATIONS) {
                workspace.asGiven.add(number);
            }
        });
    }

    private int store(ObjectType resource, String id, Map<String, Object> object) {
        Object parts = resource == ObjectType.CONVERSATIONS ? object.remove("conversation_parts") : null;
        lists.normalise(resource, object);
        ObjectTable table = workspace.table(resource);
        Map<String, Object> before = seenUntilNow(resource, id);
        int number = table.put(id, object);
        delayIndex(resource, number, before);
        if (resource == ObjectType.CONTACTS) {
            workspace.setCompanies(number, workspace.ids(object.get("companies"), ObjectType.COMPANIES));
            workspace.merged.remove(id);
        }
        if (parts instanceof List<?> given) {
            List<Map<String, Object>> stored = new ArrayList<>();
            given.forEach(part -> stored.add(partForms.part(FakeJson.asObject(part), workspace.now())));
            workspace.setParts(number, stored);
        }
        return number;
    }

    /** Returns the object as it is now, a conversation with its statistics; null if there is none, or if the index is never late. */
    private @Nullable Map<String, Object> seenUntilNow(ObjectType resource, String id) {
        int number = indexDelayMillis == 0 ? -1 : workspace.table(resource).present(id);
        if (number < 0) {
            return null;
        }
        Map<String, Object> seen = FakeJson.object();
        seen.putAll(workspace.table(resource).get(number));
        if (resource == ObjectType.CONVERSATIONS) {
            seen.computeIfPresent("statistics", (key, own) -> workspace.statistics(number, seen));
        }
        return seen;
    }

    private void delayIndex(ObjectType resource, int number, @Nullable Map<String, Object> before) {
        if (indexDelayMillis > 0) {
            workspace.index(resource).changed(number, before, workspace.clock.millis() + indexDelayMillis);
        }
    }

    /** Hides a contact from the search until then. */
    public void searchableFrom(String contact, long millis) {
        workspace.editing(
                () -> workspace.index(ObjectType.CONTACTS).hide(present(ObjectType.CONTACTS, contact), millis));
    }

    public void delete(ObjectType resource, String id) {
        workspace.editing(() -> {
            int number = present(resource, id);
            rememberCompanies(resource, number);
            delayIndex(resource, number, seenUntilNow(resource, id));
            workspace.table(resource).remove(number);
            if (resource == ObjectType.CONVERSATIONS) {
                workspace.deletedConversations.add(FakeJson.object(
                        "type", "conversation", "id", id, "metrics_retained", false, "deleted_at", workspace.now()));
            }
        });
    }

    private void rememberCompanies(ObjectType resource, int number) {
        if (resource == ObjectType.CONTACTS) {
            Object companies = workspace.table(resource).get(number).get("companies");
            workspace.ids(companies, ObjectType.COMPANIES).forEach(workspace::rememberPeopleOf);
        }
    }

    public void archive(String contact) {
        workspace.editing(() -> {
            int number = present(ObjectType.CONTACTS, contact);
            rememberCompanies(ObjectType.CONTACTS, number);
            workspace.table(ObjectType.CONTACTS).remove(number);
            workspace.index(ObjectType.CONTACTS).forget(number);
            workspace.archived.add(number);
        });
    }

    public void unarchive(String contact) {
        workspace.editing(() -> {
            int number = workspace.table(ObjectType.CONTACTS).number(contact);
            if (!workspace.archived.remove(number)) {
                throw new IllegalArgumentException("no archived contact " + contact);
            }
            workspace.table(ObjectType.CONTACTS).restore(number);
        });
    }

    /** Merges the first contact into the second. The first is gone; its lists and conversations go to the second. */
    public void merge(String from, String into) {
        if (from.equals(into)) {
            throw new IllegalArgumentException("a contact cannot be merged into itself: " + from);
        }
        workspace.editing(() -> {
            Map<String, Object> source = workspace.table(ObjectType.CONTACTS).get(present(ObjectType.CONTACTS, from));
            present(ObjectType.CONTACTS, into);
            edit(ObjectType.CONTACTS, into, true, target -> {
                for (String list : List.of("tags", "companies", "segments", "notes", "social_profiles")) {
                    NestedLists.union(target, source, list);
                }
            });
            moveConversations(from, into);
            workspace.index(ObjectType.CONTACTS).forget(present(ObjectType.CONTACTS, from));
            workspace.table(ObjectType.CONTACTS).remove(present(ObjectType.CONTACTS, from));
            workspace.merged.put(from, into);
            workspace
                    .mergeHistory
                    .computeIfAbsent(into, none -> new ArrayList<>())
                    .add(FakeJson.object(
                            "type",
                            "merge_history",
                            "source_contact_id",
                            from,
                            "source_contact_role",
                            source.get("role"),
                            "merged_at",
                            workspace.now()));
        });
    }

    private void moveConversations(String from, String into) {
        ObjectTable conversations = workspace.table(ObjectType.CONVERSATIONS);
        int contact = workspace.table(ObjectType.CONTACTS).number(from);
        List<Integer> affected = conversations
                .numbers()
                .filter(number -> takesPart(number, contact, from))
                .boxed()
                .toList();
        for (int number : affected) {
            edit(ObjectType.CONVERSATIONS, conversations.id(number), true, conversation -> {
                List<Object> contacts = NestedLists.list(conversation, "contacts");
                contacts.remove(from);
                contacts.remove(into);
                contacts.add(into);
            });
        }
    }

    private boolean takesPart(int conversation, int contact, String id) {
        ObjectTable conversations = workspace.table(ObjectType.CONVERSATIONS);
        return conversations.isUntouched(conversation)
                ? workspace.talks.contact(conversation) == contact
                : conversations.get(conversation).get("contacts") instanceof List<?> contacts && contacts.contains(id);
    }

    /** Puts a reference into a plain list of an object or takes it out. */
    public void refer(ObjectType owner, String id, String list, String reference, boolean isMember, boolean moves) {
        workspace.editing(() -> edit(owner, id, moves, object -> {
            List<Object> items = NestedLists.list(object, list);
            items.removeIf(item ->
                    reference.equals(String.valueOf(item instanceof Map<?, ?> map ? map.get("id") : item)));
            if (isMember) {
                items.add(list.equals("tags") ? lists.applied(reference) : reference);
            }
        }));
    }

    public void leaveCompany(String contact, String company) {
        workspace.editing(() -> {
            present(ObjectType.COMPANIES, company);
            workspace.rememberPeopleOf(company);
        });
        refer(ObjectType.CONTACTS, contact, "companies", company, false, true);
    }

    public String addPart(String conversation, Map<String, ?> values) {
        return addPart(conversation, values, Map.of());
    }

    /** Adds a part and changes the conversation at once. */
    public String addPart(String conversation, Map<String, ?> values, Map<String, ?> changes) {
        Map<String, Object> given = FakeJson.copy(values);
        List<String> id = new ArrayList<>();
        workspace.editing(() -> {
            int number = present(ObjectType.CONVERSATIONS, conversation);
            List<Map<String, Object>> parts = new ArrayList<>(workspace.parts(number));
            Map<String, Object> part = partForms.part(given, workspace.now());
            parts.add(part);
            edit(ObjectType.CONVERSATIONS, conversation, true, object -> object.putAll(changes));
            workspace.setParts(number, parts);
            id.add(String.valueOf(part.get("id")));
        });
        return id.get(0);
    }

    public void redactPart(String conversation, String id) {
        workspace.editing(() -> {
            int number = present(ObjectType.CONVERSATIONS, conversation);
            List<Map<String, Object>> parts = new ArrayList<>();
            workspace
                    .parts(number)
                    .forEach(part ->
                            parts.add(id.equals(String.valueOf(part.get("id"))) ? partForms.redacted(part) : part));
            if (parts.equals(workspace.parts(number))) {
                throw new IllegalArgumentException(
                        "conversation " + conversation + " has no such part to redact: " + id);
            }
            edit(ObjectType.CONVERSATIONS, conversation, true, any -> {});
            workspace.setParts(number, parts);
        });
    }

    private void edit(ObjectType resource, String id, boolean moves, Consumer<Map<String, Object>> change) {
        Map<String, Object> object = FakeJson.copy(workspace.table(resource).get(present(resource, id)));
        change.accept(object);
        if (moves) {
            object.put("updated_at", workspace.now());
        }
        store(resource, id, object);
    }

    private int present(ObjectType resource, String id) {
        int number = workspace.table(resource).present(id);
        if (number < 0) {
            throw new IllegalArgumentException("no " + resource.type() + " " + id + " in this workspace");
        }
        return number;
    }
}
