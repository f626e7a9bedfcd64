package io.intercomsync.internal.http;

import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Turns an answer into the wanted result. */
public interface AnswerReader<T> {
    /**
     * Reads the JSON object of an answer with a good status.
     *
     * @throws UnreadableAnswerException if the object is not the expected one; asking again may help
     */
    T read(Map<String, @Nullable Object> answer, Headers headers) throws UnreadableAnswerException;

    /**
     * Returns the result if the error says that there is no such object; empty for any other error.
     *
     * @param errorBody the body of the answer, which shows if Intercom wrote it
     */
    default Optional<T> absent(int status, Headers headers, ErrorBody errorBody) {
        return Optional.empty();
    }
}
