package io.intercomsync.fake.data;

/** A type of object in a workspace. */
public enum ObjectType {
    /** Users and leads. */
    CONTACTS("contact"),
    /** Companies, also those without users. */
    COMPANIES("company"),
    /** Conversations, with their parts. */
    CONVERSATIONS("conversation"),
    /** Segments of users and of leads. */
    SEGMENTS("segment"),
    /** Tags. */
    TAGS("tag"),
    /** Teammates. */
    ADMINS("admin"),
    /** Teams of admins. */
    TEAMS("team");

    private final String type;

    ObjectType(String type) {
        this.type = type;
    }

    /** Returns the value of the key "type" in such an object. */
    public String type() {
        return type;
    }
}
