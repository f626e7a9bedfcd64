package io.intercomsync.internal.http;

import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** One request under way, with the status and headers of its answer. */
public final class Exchange {
    private final RequestMeter meter;
    private final AtomicBoolean isSent = new AtomicBoolean();
    private volatile boolean isSkimmed;
    private volatile boolean isContent;
    private volatile int status;
    private volatile Headers headers = Headers.of();
    private volatile @Nullable String encoding;

    /** @param meter counts the requests; its budget has paid for the first one */
    Exchange(RequestMeter meter) {
        this.meter = meter;
    }

    /** Counts the request, also if no connection can be made. */
    void attempted() {
        meter.requests().incrementAndGet();
    }

    /**
     * Notes that the request is about to be sent. A second time, on a new connection, counts as another request.
     *
     * @throws BudgetReachedException if no request is left for the second time
     */
    void sending() {
        if (!isSent.compareAndSet(false, true)) {
            meter.spend();
            meter.requests().incrementAndGet();
        }
    }

    void answered(int newStatus, Headers newHeaders) {
        headers = newHeaders;
        status = newStatus;
    }

    /** @param newEncoding the {@code Content-Encoding}; {@code null} if there is none */
    void encoded(@Nullable String newEncoding) {
        encoding = newEncoding;
    }

    /** Returns the {@code Content-Encoding} of the answer; {@code null} if it has none. */
    @Nullable
    String encoding() {
        return encoding;
    }

    /** Keeps only the ids of the objects in the answer's lists, to save memory. */
    public void skim() {
        isSkimmed = true;
    }

    boolean isSkimmed() {
        return isSkimmed;
    }

    /** Notes that decompression has given some content. */
    void hasContent() {
        isContent = true;
    }

    boolean isContent() {
        return isContent;
    }

    /** Returns the status of the answer; 0 if none came. */
    int status() {
        return status;
    }

    Headers headers() {
        return headers;
    }
}
