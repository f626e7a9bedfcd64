package io.intercomsync.internal.http;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import io.intercomsync.internal.json.Json;
import io.intercomsync.internal.json.MemberNameTrie;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Retrofit;

/** The JSON of a request or an answer. */
public record JsonBody(@Nullable Object json) {
    /** Reads and writes the bodies of one connection. */
    static final class Converters extends Converter.Factory {
        private static final MediaType JSON = MediaType.get("application/json; charset=UTF-8");

        private static final ByteString BYTE_ORDER_MARK = ByteString.decodeHex("efbbbf");

        private static final long CHUNK = 32 << 10;

        private final MemberNameTrie names = new MemberNameTrie();
        private final AnswerMemory memory;

        Converters(AnswerMemory memory) {
            this.memory = memory;
        }

        @Override
        public Converter<ResponseBody, ?> responseBodyConverter(
                Type type, Annotation[] annotations, Retrofit retrofit) {
            return (ResponseBody answer) -> read(answer);
        }

        /** Receives an answer whole before it reads it: the connection is free sooner, and reading is faster. */
        private JsonBody read(ResponseBody answer) throws IOException {
            Buffer whole = new Buffer();
            try (answer) {
                receive(answer.source(), whole);
                long received = whole.size();
                if (whole.rangeEquals(0, BYTE_ORDER_MARK)) {
                    whole.skip(BYTE_ORDER_MARK.size());
                }
                JsonBody body = read(whole);
                memory.take(-received);
                return body;
            } catch (JsonDataException tooDeep) {
                throw new AnswerTooLargeException("it is nested more than 255 levels deep");
            } catch (OutOfMemoryError tooLarge) { // one answer that is too large is no reason to end the program
                throw new AnswerTooLargeException("it is too large for the memory");
            }
        }

        private void receive(BufferedSource answer, Buffer whole) throws IOException {
            for (long more = 0; more >= 0; more = answer.read(whole, CHUNK)) {
                memory.take(more);
            }
        }

        private JsonBody read(Buffer text) throws IOException {
            try (JsonReader reader = JsonReader.of(text)) {
                JsonBody body = new JsonBody(Json.read(reader, names, memory::take));
                if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
                    throw new JsonEncodingException("More than one JSON value");
                }
                return body;
            }
        }

        @Override
        public Converter<?, RequestBody> requestBodyConverter(
                Type type, Annotation[] ofParameter, Annotation[] ofMethod, Retrofit retrofit) {
            return (JsonBody body) -> RequestBody.create(Json.write(body.json()), JSON);
        }
    }
}
