package io.intercomsync.fake.internal.search;

import io.intercomsync.fake.internal.api.ServedVersion;
import java.time.ZoneId;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The fields of one type of record that a search can use. */
interface SearchFields {

    /** The way in which the values of a field are compared. */
    enum Kind {
        TIME,
        NUMBER,
        TEXT,
        FLAG,
        /** A set of ids; one of them must match. */
        IDS
    }

    /** Refuses a field that cannot be searched. */
    Kind kind(String field);

    /** Returns the time zone whose days are compared; null if times are compared by the second. */
    @Nullable
    ZoneId dayZone(String field, ServedVersion version);

    /** Returns the value of a field of a record: null if there is none, a list for a set of ids. */
    @Nullable
    Object value(int number, String field);

    /** Finds the records whose set of ids has any of these. */
    IntPredicate hasAny(String field, List<String> ids);

    /** Returns the numbers of the records that the search knows. */
    IntStream numbers();

    /** Returns the number of generated records, which have the first numbers. */
    int generated();

    /** Returns the fields that every generated record has and by which it is found quickly. */
    default List<String> ordered() {
        return List.of("created_at", "updated_at");
    }

    /** Returns the numbers of all records that may differ from the generated ones, in any order. */
    IntStream touched();

    boolean isTouched(int number);

    /** Returns the same fields for the records as they were generated. */
    SearchFields untouched();

    /** Returns whether the search knows the record now. */
    boolean isFound(int number);

    String usualSort();
}
