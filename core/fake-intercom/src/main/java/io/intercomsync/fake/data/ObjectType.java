package io.intercomsync.fake;

/** A kind of object in the workspace. */
public enum Resource {
    /** Users and leads. */
    CONTACTS("contact", Ids.hexadecimal("66f0c8d21bb69f9f")),
    /** Companies, also those without users. */
    COMPANIES("company", Ids.hexadecimal("6762f0941bb69f9f")),
    /** Conversations, with their parts. */
    CONVERSATIONS("conversation", Ids.decimal(215_469_380_000_000L)),
    /** Segments of users and of leads. */
    SEGMENTS("segment", Ids.hexadecimal("6762f25c1bb69f9f")),
    /** Tags. */
    TAGS("tag", Ids.decimal(7_522_900)),
    /** Teammates. */
    ADMINS("admin", Ids.decimal(991_267_400)),
    /** Teams of admins. */
    TEAMS("team", Ids.decimal(5_017_600));

    private final String type;
    private final Ids ids;

    Resource(String type, Ids ids) {
        this.type = type;
        this.ids = ids;
    }

    /** The value of the key "type" of such an object. */
    String type() {
        return type;
    }

    Ids ids() {
        return ids;
    }
}
