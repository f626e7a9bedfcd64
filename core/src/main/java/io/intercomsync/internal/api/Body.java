package io.intercomsync.internal.api;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.intercomsync.internal.json.Json;
import io.intercomsync.internal.json.SeenNames;
import java.io.IOException;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** The JSON of a request or an answer. */
record Body(@Nullable Object json) {
    /** Reads and writes the bodies of one connection. */
    static final class Adapter extends JsonAdapter<Body> {
        private final SeenNames names = new SeenNames();

        @Override
        public Body fromJson(JsonReader reader) throws IOException {
            try {
                return new Body(Json.read(reader, names));
            } catch (JsonDataException tooDeep) {
                throw new RefusedAnswerException("it is nested more than 255 levels deep");
            } catch (
                    OutOfMemoryError tooLarge) { // else it would end a thread of the HTTP client, and nobody would hear
                throw new RefusedAnswerException("it is too large for the memory");
            }
        }

        @Override
        @SuppressWarnings("NullAway") // a body that is sent is never null
        public void toJson(JsonWriter writer, @Nullable Body body) throws IOException {
            try (BufferedSink sink = writer.valueSink()) {
                sink.writeUtf8(Json.write(body.json()));
            }
        }
    }
}
