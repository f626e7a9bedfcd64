package io.intercomsync.internal.api;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Intercom's answer about one id.
 *
 * @param outcome whether there is such an object
 * @param object the object if it was found, else {@code null}
 * @param survivor the id of the object that it was merged into; {@code null} if it was not merged, or Intercom does not say
 * @param doubt why the answer proves nothing, if it does not; else {@code null}
 */
public record Lookup(
        Outcome outcome,
        @Nullable Map<String, @Nullable Object> object,
        @Nullable String survivor,
        @Nullable String doubt) {
    /** Whether there is an object of the id. */
    public enum Outcome {
        /** There is. */
        FOUND,
        /** There is none, or none any more. */
        GONE,
        /** The answer proves nothing: it does not come from Intercom, or is about another id. */
        UNPROVEN,
        /** It was merged into another one. */
        MERGED
    }

    static Lookup of(Map<String, @Nullable Object> object) {
        return new Lookup(Outcome.FOUND, object, null, null);
    }

    static Lookup gone() {
        return new Lookup(Outcome.GONE, null, null, null);
    }

    /** @param doubt why, as a part of a sentence */
    static Lookup unproven(String doubt) {
        return new Lookup(Outcome.UNPROVEN, null, null, doubt);
    }

    /** An answer that names another id, which may be the one that the asked for was merged into. */
    static Lookup about(@Nullable String other, String doubt) {
        return new Lookup(Outcome.UNPROVEN, null, other, doubt);
    }

    public static Lookup merged(@Nullable String survivor) {
        return new Lookup(Outcome.MERGED, null, survivor, null);
    }

    /** The object, if it was found. */
    public Optional<Map<String, @Nullable Object>> found() {
        return Optional.ofNullable(object);
    }
}
