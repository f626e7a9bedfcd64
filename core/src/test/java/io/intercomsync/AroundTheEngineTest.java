package io.intercomsync;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SinkException;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Progress;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Sink;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is an application's own, around the engine, may go wrong: its listener, its sink, a client that is closed too soon. */
class AroundTheEngineTest {
    private final FakeIntercom fake =
            FakeIntercom.builder().unthrottled().contacts(40).conversations(300).start();
    private final IntercomClient client =
            IntercomClient.builder(fake.token()).baseUrl(URI.create(fake.url())).build();
    private final MemorySink sink = new MemorySink();

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    @Test
    void a_listener_that_throws_does_no_harm() {
        SyncReport report = SyncEngine.builder(client, sink)
                .listener(progress -> {
                    throw new AssertionError("not as expected");
                })
                .build()
                .sync();

        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
    }

    @Test
    void a_listener_hears_how_each_run_ended() {
        Ends ends = new Ends();
        fake.deny("/tags", 403);

        SyncReport report =
                SyncEngine.builder(client, sink).listener(ends).build().sync();
        Sink broken = new BreakingSink(sink, changes -> changes.feed().equals("admins"));
        assertThatThrownBy(SyncEngine.builder(client, broken).listener(ends).build()::sync)
                .isInstanceOf(SyncFailedException.class);

        assertThat(ends.heard).hasSize(2);
        assertThat(ends.heard.get(0)).isEqualTo(report);
        assertThat(ends.heard.get(0).status()).isEqualTo(Status.FORBIDDEN);
        assertThat(ends.heard.get(1).status()).isEqualTo(Status.FAILED);
    }

    /** Keeps the reports. */
    private static final class Ends implements SyncListener {
        private final List<SyncReport> heard = new ArrayList<>();

        @Override
        public void onProgress(Progress progress) {}

        @Override
        public void onEnd(SyncReport report) {
            heard.add(report);
        }
    }

    @Test
    void a_client_that_is_closed_ends_the_run_and_is_no_fault_of_the_objects_it_was_asking_for() {
        AtomicInteger details = new AtomicInteger();
        fake.beforeEach(request -> {
            if (request.path().startsWith("/conversations/") && details.incrementAndGet() == 30) {
                client.close();
            }
        });

        SyncReport report = failed(SyncEngine.builder(client, sink).collections(CONVERSATIONS, CONVERSATION_PARTS));

        CollectionReport conversations = report.collection(CONVERSATIONS);
        assertThat(conversations.status()).isEqualTo(Status.FAILED);
        assertThat(conversations.message()).isNotNull().startsWith("The client is closed");
        assertThat(conversations.faults()).isEmpty();
        assertThat(sink.rows(CONVERSATIONS)).hasSizeLessThan(300);
    }

    @Test
    void a_client_that_was_closed_before_says_so() {
        client.close();

        SyncReport report = failed(SyncEngine.builder(client, sink));

        assertThat(report.collection(USERS).message()).isNotNull().startsWith("The client is closed");
    }

    @Test
    void a_sink_that_fails_by_a_mistake_of_its_own_is_told_by_the_kind_of_mistake() {
        Sink mistaken = changes -> {
            throw new IndexOutOfBoundsException();
        };

        SyncReport report = failed(SyncEngine.builder(client, mistaken).collections(TAGS));

        assertThat(report.collection(TAGS).message())
                .isEqualTo("The sink failed with a java.lang.IndexOutOfBoundsException");
    }

    @Test
    void a_sink_that_was_interrupted_ends_the_run_though_its_thread_does_not_know_any_more() {
        AtomicInteger writes = new AtomicInteger();
        Sink forgetful = changes -> {
            writes.incrementAndGet();
            throw new SinkException("Cannot wait for the disk", new InterruptedException());
        };

        try {
            SyncReport report = failed(SyncEngine.builder(client, forgetful));

            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(writes).hasValue(1);
            assertThat(report.collections()).noneMatch(collection -> collection.status() == Status.COMPLETE);
        } finally {
            Thread.interrupted();
        }
    }

    private static SyncReport failed(SyncEngine.Builder engine) {
        try {
            throw new AssertionError(engine.build().sync().toTable());
        } catch (SyncFailedException e) {
            return e.report();
        }
    }
}
