package io.intercomsync.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.error.SinkException;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.report.Status;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Sink;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** K98: a sink hears when a run begins and ends, so that it can take and give back what only one may have. */
class RunBoundariesTest {
    private final FakeIntercom fake =
            FakeIntercom.builder().unthrottled().contacts(5).start();
    private final IntercomClient client =
            IntercomClient.builder(fake.token()).baseUrl(URI.create(fake.url())).build();
    private final List<String> heard = new ArrayList<>();

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    private final class HearingSink implements Sink {
        private final RuntimeException atBegin;
        private final RuntimeException atEnd;

        HearingSink(RuntimeException atBegin, RuntimeException atEnd) {
            this.atBegin = atBegin;
            this.atEnd = atEnd;
        }

        @Override
        public void beginRun(String workspace) {
            heard.add("begin " + workspace);
            if (atBegin != null) {
                throw atBegin;
            }
        }

        @Override
        public void write(Changes changes) {
            heard.add("write");
        }

        @Override
        public void endRun() {
            heard.add("end");
            if (atEnd != null) {
                throw atEnd;
            }
        }
    }

    @Test
    void a_sink_hears_the_begin_before_and_the_end_after_all_writes() {
        String workspace = SyncEngine.builder(client, new HearingSink(null, null))
                .build()
                .sync()
                .workspace();

        assertThat(heard).startsWith("begin " + workspace, "write").endsWith("write", "end");
        assertThat(heard.subList(1, heard.size() - 1)).containsOnly("write");
    }

    @Test
    void a_run_that_the_sink_refuses_reads_nothing_and_says_why() {
        Sink sink = new HearingSink(new SinkException("Somebody else writes"), null);

        SyncFailedException failure = catchThrowableOfType(
                SyncFailedException.class,
                () -> SyncEngine.builder(client, sink).build().sync());

        assertThat(failure.report().collections()).allSatisfy(each -> {
            assertThat(each.status()).isEqualTo(Status.FAILED);
            assertThat(each.toString()).contains("Somebody else writes");
        });
        assertThat(fake.requests()).hasSize(1);
        assertThat(heard).hasSize(2).endsWith("end");
    }

    @Test
    void an_unexpected_fault_at_the_begin_is_told_by_its_class_alone() {
        Sink sink = new HearingSink(new IllegalStateException("ada@example.org"), null);

        assertThatThrownBy(() -> SyncEngine.builder(client, sink).build().sync())
                .isInstanceOfSatisfying(
                        SyncFailedException.class,
                        failure -> assertThat(failure.report().toTable())
                                .contains("its method beginRun failed with a java.lang.IllegalStateException")
                                .doesNotContain("ada@example.org"));
    }

    @Test
    void a_fault_at_the_end_changes_nothing_of_what_is_stored() {
        Sink sink = new HearingSink(null, new IllegalStateException("late"));

        assertThat(SyncEngine.builder(client, sink).build().sync().isComplete()).isTrue();
    }

    @Test
    void a_plan_is_no_run() {
        SyncEngine.builder(client, new HearingSink(null, null)).build().plan();

        assertThat(heard).isEmpty();
    }
}
