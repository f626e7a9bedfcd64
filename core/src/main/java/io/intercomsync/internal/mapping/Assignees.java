package io.intercomsync.internal.mapping;

import io.intercomsync.internal.value.JsonObject;
import io.intercomsync.internal.value.MemberNames;
import io.intercomsync.model.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the assignee of a conversation, in every spelling of Intercom's. */
final class Assignees {
    private static final MemberNames TYPE_AND_ID = new MemberNames("type", "id");

    private Assignees() {}

    /** Returns whether the id means nobody: null, empty, or 0 as API 2.16 sends it. */
    static boolean isNobody(@Nullable String id) {
        return id == null || id.isEmpty() || id.equals("0");
    }

    /** Returns the assignee of API 1.x as it was sent; else the admin, else the team, else nobody. */
    static Reference assignee(@Nullable Reference sent, @Nullable String adminId, @Nullable String teamId) {
        if (sent != null && !isNobody(sent.id())) {
            return sent;
        }
        if (adminId != null) {
            return new Reference(new JsonObject(TYPE_AND_ID, "admin", adminId));
        }
        return teamId == null ? nobody(sent) : new Reference(new JsonObject(TYPE_AND_ID, "team", teamId));
    }

    private static Reference nobody(@Nullable Reference sent) {
        JsonObject nobody = new JsonObject(TYPE_AND_ID, "nobody_admin", null);
        return new Reference(sent == null ? nobody : JsonObject.of(sent.json()).with(nobody));
    }

    /** Returns whether the assignee repeats all that was sent, except for the spelling of nobody. */
    static boolean repeats(Reference assignee, Reference sent) {
        return sent.json().entrySet().stream().allMatch(member -> {
            Object value = member.getValue();
            boolean isNobody = member.getKey().equals("id") && (value == null || "".equals(value) || "0".equals(value));
            boolean isType = member.getKey().equals("type") && value instanceof String;
            return isNobody || isType || Objects.equals(assignee.json().get(member.getKey()), value);
        });
    }
}
