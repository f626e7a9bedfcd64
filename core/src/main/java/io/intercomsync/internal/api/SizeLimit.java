package io.intercomsync.internal.api;

import io.intercomsync.internal.value.Amounts;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * Notes what an answer says about itself, and caps its body, counted after decompression. The body of an error is cut, since
 * its beginning says all.
 */
final class SizeLimit implements Interceptor {
    private static final long LONGEST_ERROR = 64 << 10;

    private final long maxBytes;

    SizeLimit(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        Exchange exchange = chain.request().tag(Exchange.class);
        if (exchange != null) {
            exchange.answered(response.code(), response.headers());
        }
        ResponseBody body = response.body();
        return body == null
                ? response
                : response.newBuilder()
                        .body(capped(body, response.isSuccessful()))
                        .build();
    }

    private ResponseBody capped(ResponseBody body, boolean isSuccess) {
        Source source = isSuccess ? new Capped(body.source(), maxBytes) : new Cut(body.source());
        return new Replaced(Okio.buffer(source));
    }

    /** Fails beyond the limit. */
    private static final class Capped extends ForwardingSource {
        private final long maxBytes;
        private long read;

        Capped(Source source, long maxBytes) {
            super(source);
            this.maxBytes = maxBytes;
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            long more = super.read(sink, byteCount);
            read += Math.max(0, more);
            if (read > maxBytes) {
                throw new RefusedAnswerException("it is larger than " + Amounts.ofBytes(maxBytes));
            }
            return more;
        }
    }

    /** Ends at the limit. */
    private static final class Cut extends ForwardingSource {
        private long left = LONGEST_ERROR;

        Cut(Source source) {
            super(source);
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            long more = left == 0 ? -1 : super.read(sink, Math.min(byteCount, left));
            left -= Math.max(0, more);
            return more;
        }
    }

    /** A body of unknown length. It has no type: whatever an answer says that it is, it is read as JSON in UTF-8. */
    private static final class Replaced extends ResponseBody {
        private final BufferedSource source;

        Replaced(BufferedSource source) {
            this.source = source;
        }

        @Override
        public @Nullable MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return -1;
        }

        @Override
        public BufferedSource source() {
            return source;
        }
    }
}
