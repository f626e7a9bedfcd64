package io.intercomsync.resync;

import static io.intercomsync.collection.IntercomCollection.ADMINS;
import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SEGMENTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Holds one object of each kind, and names it by collection. */
final class SmallWorkspace {
    private SmallWorkspace() {}

    static Copy copy() {
        Copy copy = new Copy(workspace -> workspace);
        copy.fake
                .contact("u", Map.of("name", "before"))
                .contact("l", Map.of("role", "lead", "name", "before"))
                .company("k", Map.of("name", "before"))
                .tag("t", "before")
                .segment("s", Map.of("name", "before"))
                .admin("a", Map.of("name", "before"))
                .team("m", Map.of("name", "before"))
                .conversation("c", Map.of("contacts", List.of("u"), "title", "before"));
        copy.fake.addPart("c", Map.of("body", "before"));
        copy.after(Duration.ofDays(5));
        copy.sync();
        copy.after(Duration.ofHours(1));
        copy.fake.forgetRequests();
        return copy;
    }

    static void changeAll(Copy copy) {
        Map<String, Object> profile =
                Map.of("type", "social_profile", "name", "Twitter", "url", "http://twitter.com/after");
        copy.fake
                .contact("u", Map.of("name", "after", "social_profiles", List.of(profile)))
                .contact("l", Map.of("role", "lead", "name", "after"))
                .company("k", Map.of("name", "after"))
                .tag("t", "after")
                .segment("s", Map.of("name", "after"))
                .admin("a", Map.of("name", "after"))
                .team("m", Map.of("name", "after"))
                .conversation("c", Map.of("contacts", List.of("u"), "title", "after"));
        copy.fake.addPart("c", Map.of("body", "after"));
        copy.fake.tagContact("u", "t").enterSegment("u", "s");
        copy.after(Duration.ofMinutes(1));
    }

    static String idOf(IntercomCollection collection) {
        return switch (collection) {
            case USERS, SOCIAL_PROFILES -> "u";
            case CONTACTS -> "l";
            case COMPANIES -> "k";
            case TAGS -> "t";
            case SEGMENTS -> "s";
            case ADMINS -> "a";
            case CONVERSATIONS, CONVERSATION_PARTS -> "c";
        };
    }
}
