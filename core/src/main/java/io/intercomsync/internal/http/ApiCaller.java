package io.intercomsync.internal.http;

import io.intercomsync.error.TransportException;
import io.intercomsync.internal.foreign.ForeignCode;
import io.intercomsync.internal.pace.Backoff;
import io.intercomsync.internal.pace.Pacer;
import io.intercomsync.internal.pace.RateHeaders;
import io.intercomsync.internal.pace.Sleeper;
import io.intercomsync.internal.value.Amounts;
import io.intercomsync.internal.value.JsonObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrofit2.Call;
import retrofit2.Response;

/**
 * Makes calls: waits for the rate limit, sends the request, reads the answer, and repeats that while it may help.
 * Thread-safe.
 */
public final class ApiCaller implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ApiCaller.class);

    private final HttpUrl baseUrl;
    private final HttpTransport transport;
    private final AnswerMemory memory;
    private final Pacer pacer;
    private final Backoff backoff;
    private final Clock clock;
    private final Sleeper sleeper;
    private final ErrorClassifier classifier;

    public ApiCaller(ClientSettings settings) {
        baseUrl = HttpUrl.get(settings.baseUrl().toString());
        memory = new AnswerMemory(settings.answerMemory());
        transport = new HttpTransport(baseUrl, settings, memory);
        clock = settings.clock();
        sleeper = settings.sleeper();
        pacer = new Pacer(clock, sleeper, settings.shareOfRateLimit());
        backoff = new Backoff(clock, settings.maxRetryDuration());
        classifier = new ErrorClassifier(new ErrorMessages(settings.token(), baseUrl));
    }

    /** Makes the request of one attempt. */
    public interface Request {
        /**
         * Makes the request for one attempt.
         *
         * @param faults how often this call has failed before
         */
        Call<JsonBody> on(IntercomApi api, Exchange exchange, int faults);
    }

    public Pacer pacer() {
        return pacer;
    }

    public AnswerMemory memory() {
        return memory;
    }

    public HttpUrl baseUrl() {
        return baseUrl;
    }

    /**
     * Makes a call.
     *
     * @param meter counts the requests and ends the call where the budget is used up
     */
    public <T> T call(Endpoint endpoint, RequestMeter meter, Request request, AnswerReader<T> reader) {
        Backoff.Attempts attempts = backoff.attempts();
        TransientException last = null;
        try {
            while (true) {
                meter.budget().refuseStopped();
                memory.begin();
                meter.spend();
                Exchange exchange = new Exchange(meter);
                meter.places().acquire();
                try {
                    Call<JsonBody> call = request.on(transport.api(endpoint), exchange, attempts.faults());
                    return attempt(endpoint, meter.budget(), exchange, call, reader);
                } catch (TransientException fault) {
                    last = fault;
                    pause(endpoint, meter.budget(), fault, attempts);
                } finally {
                    meter.places().release();
                }
            }
        } catch (BudgetReachedException e) {
            throw last == null ? e : e.after(last.error());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("Interrupted during " + endpoint, e);
        }
    }

    private <T> T attempt(
            Endpoint endpoint, Budget budget, Exchange exchange, Call<JsonBody> call, AnswerReader<T> reader)
            throws TransientException, InterruptedException {
        Pacer.Permit permit = pacer.acquire(endpoint, budget.end()).orElseThrow(budget::timeIsUp);
        Instant sent = ForeignCode.now(clock);
        Response<JsonBody> response;
        try {
            response = transport.send(call);
        } catch (IOException fault) {
            Duration pause = report(permit, exchange);
            log.debug("{} failed with status {}", endpoint, exchange.status());
            throw classifier.onFault(endpoint, exchange, fault, pause);
        } catch (Throwable e) {
            permit.failed();
            throw e;
        }
        Duration pause = report(permit, exchange);
        Duration took = Duration.between(sent, ForeignCode.now(clock));
        log.debug("{} answered {} after {}", endpoint, exchange.status(), Amounts.of(took));
        return read(endpoint, exchange, response, reader, pause);
    }

    private <T> T read(
            Endpoint endpoint,
            Exchange exchange,
            Response<JsonBody> response,
            AnswerReader<T> reader,
            @Nullable Duration pause)
            throws TransientException {
        if (!response.isSuccessful()) {
            ErrorBody errorBody = ErrorClassifier.bodyOf(response);
            Optional<T> absent = reader.absent(exchange.status(), exchange.headers(), errorBody);
            if (absent.isPresent()) {
                return absent.get();
            }
            throw classifier.onStatus(endpoint, exchange, errorBody, pause);
        }
        try {
            return reader.read(object(response.body()), exchange.headers());
        } catch (UnreadableAnswerException e) {
            throw classifier.onUnreadable(endpoint, exchange, e.getMessage(), response.body());
        }
    }

    private static Map<String, @Nullable Object> object(@Nullable JsonBody body) throws UnreadableAnswerException {
        if (body == null || !(body.json() instanceof Map<?, ?> object)) {
            throw new UnreadableAnswerException("it is no JSON object");
        }
        if ("error.list".equals(object.get("type"))) {
            throw new UnreadableAnswerException("it tells of an error");
        }
        return JsonObject.cast(object);
    }

    /**
     * Reports the result to the pacer. Returns the time in which nothing may be sent; {@code null} if the limit is not exceeded.
     */
    private @Nullable Duration report(Pacer.Permit permit, Exchange exchange) {
        if (exchange.status() == 0) {
            permit.failed();
            return null;
        }
        RateHeaders headers = RateHeaders.of(exchange.headers()::get);
        if (exchange.status() == 429) {
            return permit.exceeded(headers);
        }
        permit.answered(headers);
        return null;
    }

    /**
     * Waits until the call may be repeated, or throws its failure.
     *
     * @throws IllegalStateException if the client is closed
     */
    private void pause(Endpoint endpoint, Budget budget, TransientException fault, Backoff.Attempts attempts)
            throws InterruptedException {
        if (transport.isClosed()) {
            throw new IllegalStateException("The client is closed: make a new one", fault.error());
        }
        Duration limited = fault.pause();
        if (limited != null && attempts.waitsForLimit(limited)) {
            log.warn("{}; going on in {}", fault.error().getMessage(), Amounts.of(limited));
            return; // the pacer holds back this call and all others
        }
        boolean mayRepeat = limited == null && endpoint.isRepeatable();
        Optional<Duration> wait = mayRepeat ? attempts.afterFault(fault.error()) : Optional.empty();
        if (wait.isEmpty()) {
            throw fault.error();
        }
        log.warn(
                "{}; attempt {} follows in {}",
                fault.error().getMessage(),
                attempts.faults() + 1,
                Amounts.of(wait.get()));
        sleeper.sleep(budget.atMost(wait.get()));
    }

    @Override
    public void close() {
        transport.close();
    }
}
