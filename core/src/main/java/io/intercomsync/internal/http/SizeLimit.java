package io.intercomsync.internal.http;

import io.intercomsync.internal.value.Amounts;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/**
 * Notes the status and the headers of an answer, and caps its body before and after decompression. Cuts the body of an error,
 * whose beginning says all.
 */
final class SizeLimit implements Interceptor {
    private static final long LONGEST_ERROR = 64 << 10;

    /** Bounds the header of a compressed body, which is held in memory until it ends. */
    private static final long LONGEST_HEADER = 64 << 10;

    /** Bounds a skimmed answer by the time that it takes: it is not held in memory. */
    private static final long LIMITS_OF_SKIMMED = 16;

    private final long maxBytes;

    SizeLimit(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        Exchange exchange = chain.request().tag(Exchange.class);
        ResponseBody body = response.body();
        if (exchange == null || body == null) {
            return response;
        }
        exchange.answered(response.code(), response.headers());
        BufferedSource content = Okio.buffer(new Content(body.source(), exchange));
        return replaced(response, response.isSuccessful() ? capped(content, exchange) : new Cut(content));
    }

    private Source capped(BufferedSource content, Exchange exchange) {
        return exchange.isSkimmed()
                ? new Capped(new PageSkimmer(Okio.buffer(new Capped(content, maxBytesOf(exchange)))), maxBytes)
                : new Capped(content, maxBytes);
    }

    private long maxBytesOf(Exchange exchange) {
        boolean isLarge = exchange.isSkimmed() && maxBytes < Long.MAX_VALUE / LIMITS_OF_SKIMMED;
        return isLarge ? maxBytes * LIMITS_OF_SKIMMED : maxBytes;
    }

    /** Caps the body as it comes over the network: a compressed one whose header has no end would never give any content. */
    Response beforeDecompression(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        Exchange exchange = chain.request().tag(Exchange.class);
        ResponseBody body = response.body();
        return exchange == null || body == null
                ? response
                : replaced(response, new Raw(body.source(), maxBytesOf(exchange), exchange));
    }

    /** Replaces the body by one of unknown length and type: whatever an answer says of itself, it is read as JSON in UTF-8. */
    private static Response replaced(Response response, Source source) {
        ResponseBody body = ResponseBody.create(Okio.buffer(source), null, -1);
        return response.newBuilder().body(body).build();
    }

    /** Notes that there is content. */
    private static final class Content extends ForwardingSource {
        private final Exchange exchange;

        Content(Source source, Exchange exchange) {
            super(source);
            this.exchange = exchange;
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            long more = super.read(sink, byteCount);
            exchange.hasContent();
            return more;
        }
    }

    /** Fails beyond the limit. */
    private static class Capped extends ForwardingSource {
        private final long maxBytes;
        private long read;

        Capped(Source source, long maxBytes) {
            super(source);
            this.maxBytes = maxBytes;
        }

        /** Returns how many bytes may have been read by now. */
        long limit() {
            return maxBytes;
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            long more = super.read(sink, byteCount);
            read += Math.max(0, more);
            if (read > limit()) {
                throw new AnswerTooLargeException("it is larger than " + Amounts.ofBytes(maxBytes));
            }
            return more;
        }
    }

    /** Fails beyond the limit, or if no content comes for long. A compressed body can be a little longer than its content. */
    private static final class Raw extends Capped {
        private final Exchange exchange;

        Raw(Source source, long maxBytes, Exchange exchange) {
            super(source, maxBytes);
            this.exchange = exchange;
        }

        @Override
        long limit() {
            return LONGEST_HEADER + (exchange.isContent() ? super.limit() + super.limit() / 1_000 : 0);
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
}
