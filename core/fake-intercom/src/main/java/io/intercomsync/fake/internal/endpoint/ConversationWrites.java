package io.intercomsync.fake.internal.endpoint;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.api.ApiCall;
import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.api.Route;
import io.intercomsync.fake.internal.generate.Timestamps;
import io.intercomsync.fake.internal.json.FakeJson;
import io.intercomsync.fake.internal.workspace.ObjectTable;
import io.intercomsync.fake.internal.workspace.Workspace;
import io.intercomsync.fake.internal.workspace.WorkspaceEdits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves replies of admins and contacts to conversations. */
final class ConversationWrites {

    private static final List<String> CONTACT_KEYS = List.of("intercom_user_id", "email", "user_id");

    private final Workspace workspace;
    private final WorkspaceEdits edits;
    private final ContactLookup lookup;
    private final ConversationEndpoint conversations;

    ConversationWrites(
            Workspace workspace, WorkspaceEdits edits, ContactLookup lookup, ConversationEndpoint conversations) {
        this.workspace = workspace;
        this.edits = edits;
        this.lookup = lookup;
        this.conversations = conversations;
    }

    List<Route> routes() {
        return List.of(Route.write("POST", "/conversations/{conversation_id}/reply", this::reply));
    }

    private Map<String, Object> reply(ApiCall call) {
        Map<String, Object> body = call.body();
        BodyType.TEXT.require(body, List.of("type", "message_type", "admin_id", "body"));
        BodyType.TIME.require(body, List.of("created_at"));
        BodyType.LIST.require(body, List.of("attachment_urls", "attachment_files", "reply_options"));
        String type = ApiCall.text(body, "type");
        if ("admin".equals(type)) {
            String admin = ApiCall.text(body, "admin_id");
            if (admin == null) {
                throw ApiError.missing("admin_id");
            }
            return ofAdmin(call, body, admin);
        }
        if ("user".equals(type)) {
            return ofContact(call, body, lookup.named(call, body, CONTACT_KEYS));
        }
        throw ApiError.invalid("type must be admin or user");
    }

    private Map<String, Object> ofAdmin(ApiCall call, Map<String, Object> body, String id) {
        if (!workspace.exists(ObjectType.ADMINS, id)) {
            throw new ApiError(404, "admin_not_found", "Admin not found");
        }
        Map<String, Object> admin = workspace.table(ObjectType.ADMINS).find(id);
        Map<String, Object> author = admin == null ? workspace.defaults.of(ObjectType.ADMINS, id, 0) : admin;
        String conversation = call.segment(1);
        Map<String, Object> before = present(conversation);
        Map<String, Object> part = part(body, List.of("comment", "note", "quick_reply"), author);
        Map<String, Object> values = FakeJson.object();
        if (!"note".equals(part.get("part_type"))) {
            values.put("waiting_since", null);
            values.put("teammates", with(before.get("teammates"), id));
        }
        edits.addPart(conversation, part, values);
        return conversations.whole(call, conversation);
    }

    private Map<String, Object> ofContact(ApiCall call, Map<String, Object> body, Map<String, Object> contact) {
        String id = String.valueOf(contact.get("id"));
        String conversation = call.segment(1).equals("last") ? lastOf(id) : call.segment(1);
        Map<String, Object> before = present(conversation);
        Map<String, Object> part = part(body, List.of("comment", "quick_reply"), contact);
        if (!"open".equals(before.get("state"))) {
            part.put("part_type", "open");
        }
        Object at = part.get("created_at");
        Map<String, Object> values =
                FakeJson.object("open", true, "state", "open", "read", false, "snoozed_until", null);
        values.put("contacts", with(before.get("contacts"), id));
        if (before.get("waiting_since") == null) {
            values.put("waiting_since", at);
        }
        if (before.get("first_contact_reply") == null) {
            values.put("first_contact_reply", FakeJson.object("created_at", at, "type", "conversation", "url", null));
        }
        edits.addPart(conversation, part, values);
        return conversations.whole(call, conversation);
    }

    private Map<String, Object> present(String conversation) {
        Map<String, Object> found = workspace.table(ObjectType.CONVERSATIONS).find(conversation);
        if (found == null) {
            throw ApiError.notFound();
        }
        return found;
    }

    private String lastOf(String contact) {
        ObjectTable table = workspace.table(ObjectType.CONVERSATIONS);
        return table.numbers()
                .mapToObj(table::get)
                .filter(conversation ->
                        conversation.get("contacts") instanceof List<?> contacts && contacts.contains(contact))
                .max(Comparator.comparing(ConversationWrites::updated))
                .map(conversation -> String.valueOf(conversation.get("id")))
                .orElseThrow(ApiError::notFound);
    }

    private static long updated(Map<String, Object> conversation) {
        Long updated = Timestamps.seconds(conversation.get("updated_at"));
        return updated == null ? Long.MIN_VALUE : updated;
    }

    private static List<Object> with(@Nullable Object ids, String id) {
        List<Object> all = new ArrayList<>(ids instanceof List<?> list ? list : List.of());
        if (!all.contains(id)) {
            all.add(id);
        }
        return all;
    }

    private Map<String, Object> part(Map<String, Object> body, List<String> types, Map<String, Object> author) {
        String type = ApiCall.text(body, "message_type");
        if (!types.contains(String.valueOf(type))) {
            throw ApiError.invalid("message_type must be one of " + String.join(", ", types));
        }
        boolean isQuick = "quick_reply".equals(type);
        if (body.get(isQuick ? "reply_options" : "body") == null) {
            throw ApiError.missing(isQuick ? "reply_options" : "body");
        }
        Long at = Timestamps.seconds(body.get("created_at"));
        Map<String, Object> part = FakeJson.object("part_type", type, "body", html(ApiCall.text(body, "body")));
        part.put("created_at", at == null ? workspace.now() : at);
        part.put("author", author(author));
        part.put("attachments", attachments(body));
        part.put("metadata", FakeJson.object());
        if (isQuick) {
            part.put("metadata", FakeJson.object("quick_reply_options", body.get("reply_options")));
        }
        return part;
    }

    private static @Nullable String html(@Nullable String text) {
        if (text == null || text.startsWith("<")) {
            return text;
        }
        return "<p>" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</p>";
    }

    private static Map<String, Object> author(Map<String, Object> whole) {
        Object type = "contact".equals(whole.get("type")) ? whole.get("role") : whole.get("type");
        return FakeJson.object(
                "type",
                type,
                "id",
                whole.get("id"),
                "name",
                whole.get("name"),
                "email",
                whole.get("email") == null ? "" : whole.get("email"));
    }

    private static List<Object> attachments(Map<String, Object> body) {
        List<Object> attachments = new ArrayList<>();
        for (Object url : body.get("attachment_urls") instanceof List<?> urls ? urls : List.of()) {
            String name = url.toString().replaceAll(".*/", "");
            attachments.add(FakeJson.object("type", "upload", "name", name, "url", url));
        }
        for (Object file : body.get("attachment_files") instanceof List<?> files ? files : List.of()) {
            Object name = FakeJson.get(file, "name");
            Map<String, Object> attachment = FakeJson.object("type", "upload", "name", name);
            attachment.put("url", "https://downloads.example.com/" + name);
            attachment.put("content_type", FakeJson.get(file, "content_type"));
            attachments.add(attachment);
        }
        return attachments;
    }
}
