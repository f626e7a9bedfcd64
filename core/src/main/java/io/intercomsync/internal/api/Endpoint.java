package io.intercomsync.internal.api;

/** What can be asked for, by the names that messages and logs use: no ids, no values. */
enum Endpoint {
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
    DELETED_CONVERSATIONS("GET /conversations/deleted"),
    COMPANY("GET /companies/{id}"),
    COMPANY_LIST("POST /companies/list"),
    COMPANIES("GET /companies"),
    COMPANY_SCROLL("GET /companies/scroll"),
    SEGMENTS("GET /segments"),
    TAGS("GET /tags"),
    ADMINS("GET /admins"),
    TEAMS("GET /teams"),
    USERS("GET /users"),
    USER_SCROLL("GET /users/scroll"),
    LEAD_SCROLL("GET /contacts/scroll");

    private final String title;

    Endpoint(String title) {
        this.title = title;
    }

    /** Whether asking again gives the same answer. Searches are reads too, whatever their verb; only a scroll moves on. */
    boolean isRepeatable() {
        return this != COMPANY_SCROLL && this != USER_SCROLL && this != LEAD_SCROLL;
    }

    @Override
    public String toString() {
        return title;
    }
}
