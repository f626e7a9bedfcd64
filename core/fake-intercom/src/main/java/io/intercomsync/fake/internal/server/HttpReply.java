package io.intercomsync.fake.internal.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.intercomsync.fake.http.InjectedFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** An answer, and the way in which it is sent. */
record HttpReply(int status, Map<String, String> headers, String body, InjectedFault.Kind kind, long delayMillis) {

    HttpReply late(long millis) {
        return new HttpReply(status, headers, body, kind, delayMillis + millis);
    }

    /** Returns the bytes to send. A connection that breaks off sends fewer. */
    byte[] bytes(boolean compress) {
        byte[] bytes = body.getBytes(UTF_8);
        if (kind == InjectedFault.Kind.HALF) {
            bytes = Arrays.copyOf(bytes, bytes.length / 2);
        }
        return compress && bytes.length > 0 ? compressed(bytes) : bytes;
    }

    private static byte[] compressed(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 6 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
