package io.intercomsync.internal.api;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Intercom's answer about one id.
 *
 * @param outcome says if there is such an object
 * @param object the object if it was found, else {@code null}
 * @param survivor the id of the object that it was merged into; {@code null} if it was not merged, or Intercom does not say
 * @param doubt the reason why the answer proves nothing; {@code null} if it proves something
 */
public record Lookup(
        Outcome outcome,
        @Nullable Map<String, @Nullable Object> object,
        @Nullable String survivor,
        @Nullable String doubt) {
    /** The answers to the question if there is an object of an id. */
    public enum Outcome {
        /** The object exists. */
        FOUND,
        /** The object does not exist, or no longer. */
        GONE,
        /** The answer proves nothing: it does not come from Intercom, or is about another id. */
        UNPROVEN,
        /** The object was merged into another one. */
        MERGED
    }

    static Lookup of(Map<String, @Nullable Object> object) {
        return new Lookup(Outcome.FOUND, object, null, null);
    }

    static Lookup gone() {
        return new Lookup(Outcome.GONE, null, null, null);
    }

    /** @param doubt the reason, as a part of a sentence */
    static Lookup unproven(String doubt) {
        return new Lookup(Outcome.UNPROVEN, null, null, doubt);
    }

    /** Returns an answer about another id, perhaps of the object into which the wanted one was merged. */
    static Lookup about(@Nullable String other, String doubt) {
        return new Lookup(Outcome.UNPROVEN, null, other, doubt);
    }

    public static Lookup merged(@Nullable String survivor) {
        return new Lookup(Outcome.MERGED, null, survivor, null);
    }

    /** Returns the object, if it was found. */
    public Optional<Map<String, @Nullable Object>> found() {
        return Optional.ofNullable(object);
    }
}
