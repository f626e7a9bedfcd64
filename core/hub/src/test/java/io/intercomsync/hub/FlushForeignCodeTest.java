package io.intercomsync.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.FlushFailedException;
import io.intercomsync.error.SinkException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FlushForeignCodeTest extends HubTests {

    @Test
    void K107_a_warehouse_whose_run_cannot_begin_hears_of_its_end() {
        fill(user("u1", "Ann"));
        List<String> heard = new ArrayList<>();
        Recorder closed = new Recorder() {
            @Override
            public void beginRun(String workspace) {
                heard.add("begin");
                throw new SinkException("no connection");
            }

            @Override
            public void endRun() {
                heard.add("end");
            }
        };

        assertThatThrownBy(() -> hub().flushTo(closed)).isInstanceOf(FlushFailedException.class);

        assertThat(heard).containsExactly("begin", "end");
    }

    @Test
    void K107_a_clock_that_fails_is_reported_without_its_words() {
        FailingClock failing = new FailingClock();
        Recorder warehouse = new Recorder();
        try (Hub own = Hub.builder(directory.resolve("own.hub")).clock(failing).build()) {
            own.store(changes("feed", List.of(), user("u1", "Ann")));
            failing.isBroken.set(true);

            assertThatThrownBy(() -> own.flushTo(warehouse))
                    .isInstanceOf(FlushFailedException.class)
                    .hasMessageContaining("The clock failed with a java.lang.IllegalStateException")
                    .hasMessageNotContaining("anna");

            failing.isBroken.set(false);
            assertThat(own.flushTo(warehouse).isComplete()).isTrue();
        }
    }

    private static final class FailingClock extends Clock {
        private final AtomicBoolean isBroken = new AtomicBoolean();

        @Override
        public Instant instant() {
            if (isBroken.get()) {
                throw new IllegalStateException("anna@example.com");
            }
            return T1;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
