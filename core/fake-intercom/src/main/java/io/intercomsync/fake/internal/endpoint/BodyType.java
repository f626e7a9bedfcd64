package io.intercomsync.fake.internal.endpoint;

import io.intercomsync.fake.internal.api.ApiError;
import io.intercomsync.fake.internal.generate.Timestamps;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The types of values in the bodies of writes. */
enum BodyType {
    /** Text. Intercom's ids may also come as numbers. */
    TEXT("a string", value -> value instanceof String || value instanceof Number),
    TIME("a Unix timestamp", value -> Timestamps.seconds(value) != null),
    FLAG("a boolean", Boolean.class::isInstance),
    LIST("an array", List.class::isInstance),
    OBJECT("an object", Map.class::isInstance);

    private final String words;
    private final Predicate<Object> matches;

    BodyType(String words, Predicate<Object> matches) {
        this.words = words;
        this.matches = matches;
    }

    /** Throws ApiError if one of these values is there and is of another type. */
    void require(Map<String, Object> body, List<String> keys) {
        for (String key : keys) {
            Object value = body.get(key);
            if (value != null && !matches.test(value)) {
                throw ApiError.invalid(key + " must be " + words);
            }
        }
    }
}
