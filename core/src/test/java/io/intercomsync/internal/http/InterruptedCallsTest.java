package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.TransportException;
import io.intercomsync.internal.api.Calls;
import io.intercomsync.internal.api.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thread that waits for an answer hears that it is interrupted. */
@Timeout(60)
class InterruptedCallsTest extends HttpClientTest {
    private final CountDownLatch arrived = new CountDownLatch(2);

    @AfterEach
    void noFlagIsLeft() {
        Thread.interrupted();
    }

    @Test
    void an_interrupt_ends_the_waiting_call_of_its_own_thread_alone() throws Exception {
        server.then(exchange -> arrived.countDown());
        CompletableFuture<Throwable> first = new CompletableFuture<>();
        CompletableFuture<Throwable> second = new CompletableFuture<>();
        Thread one = waiting(first);
        Thread other = waiting(second);
        assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();

        one.interrupt();

        assertThat(first.get(30, TimeUnit.SECONDS))
                .isInstanceOf(TransportException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(second).isNotDone();
        other.interrupt();
        assertThat(second.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void waiting_calls_end_when_the_client_is_closed_and_nothing_is_sent_any_more() throws Exception {
        server.then(exchange -> arrived.countDown());
        Connection connection = connection(settings -> settings);
        Calls closing = connection.calls();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                closing.tags();
            } catch (IllegalStateException e) {
                end.complete(e);
            }
        });
        arrived.countDown();
        thread.start();
        assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();

        connection.close();

        assertThat(end.get(30, TimeUnit.SECONDS)).hasMessage("The client is closed: make a new one");
        assertThatThrownBy(closing::tags)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The client is closed: make a new one");
        assertThat(server.asked()).hasSize(1);
    }

    private Thread waiting(CompletableFuture<Throwable> end) {
        Thread thread = new Thread(() -> {
            try {
                calls.tags();
            } catch (TransportException e) {
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                end.complete(e);
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void nothing_is_sent_by_a_thread_that_is_interrupted_already() {
        server.then("{\"type\":\"list\",\"data\":[]}");
        Thread.currentThread().interrupt();

        assertThatThrownBy(calls::tags).isInstanceOf(TransportException.class);

        assertThat(server.asked()).isEmpty();
    }
}
