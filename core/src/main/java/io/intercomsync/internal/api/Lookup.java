package io.intercomsync.internal.api;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Intercom says about one id.
 *
 * @param outcome whether there is such an object
 * @param object the object if it was found, else {@code null}
 * @param survivor the id of the object that it was merged into; {@code null} if it was not merged, or Intercom does not say
 */
public record Lookup(
        Outcome outcome,
        @Nullable Map<String, @Nullable Object> object,
        @Nullable String survivor) {
    /** Whether there is an object of the id. */
    public enum Outcome {
        /** There is. */
        FOUND,
        /** There is none, or none any more. */
        GONE,
        /** It was not found, but by the answer it is not Intercom that says so: something on the way to it may have. */
        UNSAID,
        /** It was merged into another one. */
        MERGED
    }

    static Lookup of(Map<String, @Nullable Object> object) {
        return new Lookup(Outcome.FOUND, object, null);
    }

    static Lookup gone() {
        return new Lookup(Outcome.GONE, null, null);
    }

    static Lookup unsaid() {
        return new Lookup(Outcome.UNSAID, null, null);
    }

    static Lookup merged(@Nullable String survivor) {
        return new Lookup(Outcome.MERGED, null, survivor);
    }

    /** The object, if it was found. */
    public Optional<Map<String, @Nullable Object>> found() {
        return Optional.ofNullable(object);
    }
}
