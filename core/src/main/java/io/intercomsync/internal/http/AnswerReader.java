package io.intercomsync.internal.http;

import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Turns an answer into what was asked for. */
public interface AnswerReader<T> {
    /**
     * Reads the JSON object that came.
     *
     * @throws UnreadableAnswerException if it is not what was asked for, but may be so next time
     */
    T read(Map<String, @Nullable Object> answer, Headers headers) throws UnreadableAnswerException;

    /**
     * What it means that there is no such thing; empty if that is an error.
     *
     * @param said the body of the answer, which tells whether it comes from Intercom
     */
    default Optional<T> absent(int status, Headers headers, ErrorBody said) {
        return Optional.empty();
    }
}
