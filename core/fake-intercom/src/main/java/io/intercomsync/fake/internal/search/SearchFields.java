package io.intercomsync.fake.internal.search;

import io.intercomsync.fake.internal.api.ServedVersion;
import java.time.ZoneId;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a search can ask of the records of one kind. */
interface SearchFields {

    /** How the values of a field are compared. */
    enum Kind {
        TIME,
        NUMBER,
        TEXT,
        FLAG,
        /** A set of ids, of which any may match. */
        IDS
    }

    /** Refuses a field that cannot be searched. */
    Kind kind(String field);

    /** The zone whose days a time is compared by; null where it is compared to the second. */
    @Nullable
    ZoneId dayZone(String field, ServedVersion version);

    /** The field of a record; null if it has none; a list for a set of ids. */
    @Nullable
    Object value(int number, String field);

    /** Finds the records whose set of ids has any of these. */
    IntPredicate hasAny(String field, List<String> ids);

    /** The records that the search knows. */
    IntStream numbers();

    /** How many records were generated: they have the first numbers. */
    int generated();

    /** The fields that every generated record has and by which it is found fast. */
    default List<String> ordered() {
        return List.of("created_at", "updated_at");
    }

    /** All records that may differ from what was generated, in any order. */
    IntStream touched();

    boolean isTouched(int number);

    /** The same of the records as they were generated. */
    SearchFields untouched();

    /** Whether the search knows the record now. */
    boolean isFound(int number);

    String usualSort();
}
