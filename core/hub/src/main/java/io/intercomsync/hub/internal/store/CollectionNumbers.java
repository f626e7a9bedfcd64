package io.intercomsync.hub.internal.store;

import static java.util.Objects.requireNonNull;

import io.intercomsync.collection.IntercomCollection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The numbers of the collections in the file. They never change; a new collection gets the next one. */
final class CollectionNumbers {
    private static final List<IntercomCollection> BY_NUMBER = List.of(
            IntercomCollection.USERS,
            IntercomCollection.COMPANIES,
            IntercomCollection.CONTACTS,
            IntercomCollection.SEGMENTS,
            IntercomCollection.TAGS,
            IntercomCollection.CONVERSATIONS,
            IntercomCollection.ADMINS,
            IntercomCollection.SOCIAL_PROFILES,
            IntercomCollection.CONVERSATION_PARTS);

    private static final Map<IntercomCollection, Integer> NUMBERS = new EnumMap<>(IntercomCollection.class);

    static {
        for (int i = 0; i < BY_NUMBER.size(); i++) {
            NUMBERS.put(BY_NUMBER.get(i), i);
        }
    }

    private CollectionNumbers() {}

    static int of(IntercomCollection collection) {
        return requireNonNull(NUMBERS.get(collection), "number");
    }

    static IntercomCollection collection(int number) {
        return BY_NUMBER.get(number);
    }
}
