package io.intercomsync.hub.internal.store;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import java.util.Arrays;
import java.util.List;

/** The kinds of families: an object with all rows that belong to it. Their numbers stand in the file and never change. */
public enum FamilyKind {
    /** A person, who is a user or a lead; both share one set of ids. */
    PERSON(0, IntercomCollection.USERS, IntercomCollection.CONTACTS, IntercomCollection.SOCIAL_PROFILES),
    /** A company. */
    COMPANY(1, IntercomCollection.COMPANIES),
    /** A segment. */
    SEGMENT(2, IntercomCollection.SEGMENTS),
    /** A tag. */
    TAG(3, IntercomCollection.TAGS),
    /** A conversation with its parts. */
    CONVERSATION(4, IntercomCollection.CONVERSATIONS, IntercomCollection.CONVERSATION_PARTS),
    /** An admin or a team. */
    ADMIN(5, IntercomCollection.ADMINS);

    private final int number;
    private final List<IntercomCollection> collections;

    FamilyKind(int number, IntercomCollection... collections) {
        this.number = number;
        this.collections = List.of(collections);
    }

    /** Returns the kind of the family that a row of the collection belongs to. */
    public static FamilyKind of(IntercomCollection collection) {
        return Arrays.stream(values())
                .filter(kind -> kind.collections.contains(collection))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No kind of family has " + collection));
    }

    static FamilyKind of(int number) {
        return Arrays.stream(values())
                .filter(kind -> kind.number == number)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No kind of family has the number " + number));
    }

    int number() {
        return number;
    }

    /** Returns the id of the family that the row belongs to. */
    static String familyOf(Row row) {
        return row.collection()
                .parentColumn()
                .map(parent -> String.valueOf(row.value(parent)))
                .orElseGet(() -> row.key().get(0));
    }

    /** Returns the collections of the object itself: two for a person. */
    public List<IntercomCollection> parents() {
        return collections.stream()
                .filter(collection -> collection.parentColumn().isEmpty())
                .toList();
    }

    /** Returns the collections of its children. */
    public List<IntercomCollection> children() {
        return collections.stream()
                .filter(collection -> collection.parentColumn().isPresent())
                .toList();
    }

    /** Returns all collections of the family, parents first. */
    public List<IntercomCollection> collections() {
        return collections;
    }
}
