package io.intercomsync.fake.internal.endpoint;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.api.ApiCall;
import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.api.Route;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.workspace.Workspace;
import io.intercomsync.fake.internal.workspace.WorkspaceEdits;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Serves the calls that create, change and tag contacts. */
final class ContactWrites {

    private static final List<String> TEXTS = List.of("role", "external_id", "email", "phone", "name", "owner_id");
    private static final List<String> TIMES = List.of("signed_up_at", "last_seen_at");
    private static final List<String> FLAGS = List.of("unsubscribed_from_emails");
    private static final List<String> SETTABLE = Stream.of(TEXTS, TIMES, FLAGS, List.of("avatar"))
            .flatMap(List::stream)
            .toList();

    private final Workspace workspace;
    private final WorkspaceEdits edits;
    private final ContactLookup lookup;
    private final ContactEndpoint contacts;
    private long created;

    ContactWrites(Workspace workspace, WorkspaceEdits edits, ContactLookup lookup, ContactEndpoint contacts) {
        this.workspace = workspace;
        this.edits = edits;
        this.lookup = lookup;
        this.contacts = contacts;
    }

    List<Route> routes() {
        return List.of(
                Route.write("POST", "/contacts", this::create),
                Route.write("PUT", "/contacts/{contact_id}", this::update),
                Route.write("POST", "/contacts/{contact_id}/tags", this::tag),
                Route.write("DELETE", "/contacts/{contact_id}/tags/{tag_id}", this::untag));
    }

    private Map<String, Object> create(ApiCall call) {
        Map<String, Object> body = call.body();
        if (List.of("email", "external_id", "role").stream().allMatch(key -> body.get(key) == null)) {
            throw ApiError.missing("email, external_id or role");
        }
        Map<String, Object> values = FakeJson.object("role", "user", "email", null, "name", null, "signed_up_at", null);
        values.putAll(values(body, FakeJson.object("custom_attributes", FakeJson.object())));
        refuseTwin("", values);
        String id = newId();
        edits.change(ObjectType.CONTACTS, id, values);
        return contacts.retrieve(call, id);
    }

    private String newId() {
        String id;
        do {
            id = String.format(Locale.ROOT, "77%022x", ++created);
        } while (workspace.table(ObjectType.CONTACTS).number(id) >= 0);
        return id;
    }

    private Map<String, Object> update(ApiCall call) {
        String id = call.segment(1);
        Map<String, Object> before = lookup.present(call, id);
        Map<String, Object> values = values(call.body(), before);
        Map<String, Object> after = FakeJson.copy(before);
        after.putAll(values);
        if (!Objects.equals(after.get("role"), before.get("role"))) {
            if ("lead".equals(after.get("role"))) {
                throw ApiError.invalid("a user cannot become a lead");
            }
            values.putIfAbsent("signed_up_at", workspace.now());
        }
        refuseTwin(id, after);
        edits.change(ObjectType.CONTACTS, id, values);
        return contacts.retrieve(call, id);
    }

    /** Returns the values of the body in the form in which the workspace holds them. */
    private Map<String, Object> values(Map<String, Object> body, Map<String, Object> before) {
        BodyType.TEXT.require(body, TEXTS);
        BodyType.TIME.require(body, TIMES);
        BodyType.FLAG.require(body, FLAGS);
        BodyType.OBJECT.require(body, List.of("custom_attributes"));
        Map<String, Object> values = FakeJson.object();
        for (String key : SETTABLE) {
            if (body.containsKey(key)) {
                values.put(key, TEXTS.contains(key) ? ApiCall.text(body, key) : body.get(key));
            }
        }
        if (values.containsKey("role") && !List.of("user", "lead").contains(String.valueOf(values.get("role")))) {
            throw ApiError.invalid("role must be user or lead");
        }
        if (body.get("custom_attributes") instanceof Map<?, ?> given) {
            values.put("custom_attributes", merged(before.get("custom_attributes"), given));
        }
        return values;
    }

    /** Returns the attributes with the given changes; null removes an attribute. */
    private Map<String, Object> merged(@Nullable Object before, Map<?, ?> given) {
        Map<String, Object> attributes = before instanceof Map<?, ?> map ? FakeJson.asObject(map) : FakeJson.object();
        given.forEach((name, value) -> {
            if (!workspace.attributes.isCustom("contact", name.toString())) {
                throw ApiError.invalid("Custom attribute '" + name + "' does not exist");
            }
            if (value == null) {
                attributes.remove(name.toString());
            } else if (value instanceof Map || value instanceof List) {
                throw ApiError.invalid("Custom attribute '" + name + "' must be a string, a number or a boolean");
            } else {
                attributes.put(name.toString(), value);
            }
        });
        return attributes;
    }

    /** Throws a conflict if another contact has the external_id, or another user the email. */
    private void refuseTwin(String id, Map<String, Object> contact) {
        for (String key : List.of("external_id", "email")) {
            String value = ApiCall.text(contact, key);
            Map<String, Object> twin = value == null ? null : lookup.other(id, key, value);
            boolean areUsers = twin != null && "user".equals(twin.get("role")) && "user".equals(contact.get("role"));
            if (twin != null && (key.equals("external_id") || areUsers)) {
                throw new ApiError(
                        409, "conflict", "A contact matching those details already exists with id=" + twin.get("id"));
            }
        }
    }

    private Map<String, Object> tag(ApiCall call) {
        String contact = call.segment(1);
        lookup.present(call, contact);
        BodyType.TEXT.require(call.body(), List.of("id"));
        String tag = ApiCall.text(call.body(), "id");
        if (tag == null) {
            throw ApiError.missing("id");
        }
        if (workspace.table(ObjectType.TAGS).find(tag) == null) {
            throw ApiError.notFound();
        }
        if (contacts.tagOf(contact, tag) == null) {
            edits.refer(ObjectType.CONTACTS, contact, "tags", tag, true, false);
        }
        return applied(contact, tag);
    }

    private Map<String, Object> untag(ApiCall call) {
        String contact = call.segment(1);
        lookup.present(call, contact);
        Map<String, Object> tag = applied(contact, call.segment(3));
        edits.refer(ObjectType.CONTACTS, contact, "tags", call.segment(3), false, false);
        return tag;
    }

    private Map<String, Object> applied(String contact, String tag) {
        Map<String, Object> applied = contacts.tagOf(contact, tag);
        if (applied == null) {
            throw ApiError.notFound();
        }
        return applied;
    }
}
