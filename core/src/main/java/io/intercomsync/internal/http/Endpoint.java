package io.intercomsync.internal.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The endpoints of the API, by the names that messages and logs use: without ids and values. */
public enum Endpoint {
    ME("GET /me"),
    CONTACTS("GET /contacts"),
    CONTACT("GET /contacts/{id}"),
    CONTACT_SEARCH("POST /contacts/search"),
    CONTACT_TAGS("GET /contacts/{id}/tags"),
    CONTACT_COMPANIES("GET /contacts/{id}/companies"),
    CONTACT_SEGMENTS("GET /contacts/{id}/segments"),
    CONVERSATION("GET /conversations/{id}"),
    CONVERSATIONS("GET /conversations"),
    CONVERSATION_SEARCH("POST /conversations/search"),
    DELETED_CONVERSATIONS("GET /conversations/deleted", "conversation"),
    COMPANY("GET /companies/{id}"),
    COMPANY_LIST("POST /companies/list"),
    COMPANIES("GET /companies"),
    COMPANY_SCROLL("GET /companies/scroll"),
    SEGMENTS("GET /segments", "segment"),
    TAGS("GET /tags", "tag"),
    ADMINS("GET /admins", "admin", "team"),
    TEAMS("GET /teams", "team"),
    ATTRIBUTES("GET /data_attributes"),
    CONVERSATION_ATTRIBUTES("GET /conversations/attributes"),
    USERS("GET /users"),
    USER("GET /users/{id}"),
    USER_SCROLL("GET /users/scroll"),
    LEAD_SCROLL("GET /contacts/scroll");

    private final String title;
    /** The types of the objects on lists that prove removals; empty for other endpoints. */
    private final List<String> types;

    Endpoint(String title, String... types) {
        this.title = title;
        this.types = List.of(types);
    }

    /** Returns whether an answer has the form of Intercom's list. A list that proves removals must have it. */
    public boolean isOwnList(Map<String, @Nullable Object> answer, String member) {
        if (types.isEmpty()) {
            return true;
        }
        String noun = types.get(0);
        List<String> names = List.of("list", noun + ".list", noun + "s.list");
        Object type = answer.get("type");
        return type != null && names.contains(type) && (member.equals("data") || member.equals(noun + "s"));
    }

    /** Returns whether an object may be on that list. */
    public boolean mayList(Map<?, ?> object) {
        return types.isEmpty() || object.get("type") == null || types.contains(object.get("type"));
    }

    /**
     * Returns whether asking again gives the same answer. Searches are reads, too, whatever their verb; only a scroll
     * moves on.
     */
    boolean isRepeatable() {
        return this != COMPANY_SCROLL && this != USER_SCROLL && this != LEAD_SCROLL;
    }

    @Override
    public String toString() {
        return title;
    }
}
