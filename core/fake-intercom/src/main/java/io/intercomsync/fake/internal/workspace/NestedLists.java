package io.intercomsync.fake.internal.workspace;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.generate.GeneratedIds;
import io.intercomsync.fake.internal.json.FakeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Brings the lists inside objects into the plain form that the workspace stores. */
public final class NestedLists {

    private final Workspace workspace;
    private long nextNote = 80_000_000_001L;

    NestedLists(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Leaves anything but plain lists as it is: it is sent as it was given. */
    void normalise(ObjectType resource, Map<String, Object> object) {
        switch (resource) {
            case CONTACTS -> {
                each(object, "tags", this::applied);
                each(object, "companies", NestedLists::id);
                each(object, "segments", NestedLists::id);
                each(object, "notes", this::note);
                each(object, "social_profiles", NestedLists::socialProfile);
            }
            case COMPANIES -> {
                each(object, "tags", NestedLists::id);
                each(object, "segments", NestedLists::id);
            }
            case CONVERSATIONS -> {
                each(object, "tags", this::applied);
                each(object, "contacts", NestedLists::id);
                each(object, "teammates", NestedLists::id);
            }
            default -> {}
        }
    }

    private static void each(Map<String, Object> object, String key, Function<Object, Object> form) {
        if (object.get(key) instanceof List<?> items) {
            List<Object> formed = new ArrayList<>();
            items.forEach(item -> formed.add(form.apply(item)));
            object.put(key, formed);
        }
    }

    private static Object id(Object item) {
        return String.valueOf(item instanceof Map<?, ?> map ? map.get("id") : item);
    }

    /** Returns a tag that the first admin applies now. A tag that is already an object stays as it is. */
    Object applied(Object tag) {
        if (tag instanceof Map<?, ?>) {
            return tag;
        }
        return FakeJson.object(
                "id",
                String.valueOf(tag),
                "applied_at",
                workspace.now(),
                "applied_by",
                FakeJson.object(
                        "type",
                        "admin",
                        "id",
                        GeneratedIds.of(ObjectType.ADMINS).id(0)));
    }

    private Object note(Object note) {
        Map<String, Object> whole = FakeJson.object(
                "type",
                "note",
                "id",
                null,
                "created_at",
                workspace.now(),
                "author",
                GeneratedIds.of(ObjectType.ADMINS).id(0),
                "body",
                note instanceof String text ? text : "");
        if (note instanceof Map<?, ?>) {
            whole.putAll(FakeJson.asObject(note));
        }
        if (whole.get("id") == null) {
            whole.put("id", Long.toString(nextNote++));
        }
        return whole;
    }

    private static Object socialProfile(Object profile) {
        Map<String, Object> whole = FakeJson.object("type", "social_profile");
        whole.putAll(FakeJson.asObject(profile));
        return whole;
    }

    /** Replaces the list at the key by a copy and returns the copy. */
    static List<Object> list(Map<String, Object> object, String key) {
        List<Object> items = new ArrayList<>(object.get(key) instanceof List<?> list ? list : List.of());
        object.put(key, items);
        return items;
    }

    /** Adds to the target's list what the source's has beyond it. */
    static void union(Map<String, Object> target, Map<String, Object> source, String key) {
        List<Object> items = list(target, key);
        for (Object item : source.get(key) instanceof List<?> list ? list : List.of()) {
            boolean isKnown = items.stream().anyMatch(known -> sameAs(known, item));
            if (!isKnown) {
                items.add(item);
            }
        }
    }

    private static boolean sameAs(Object one, Object other) {
        Object id = FakeJson.get(one, "id");
        return one.equals(other) || (id != null && id.equals(FakeJson.get(other, "id")));
    }
}
