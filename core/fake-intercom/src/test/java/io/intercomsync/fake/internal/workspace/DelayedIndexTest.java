package io.intercomsync.fake.internal.workspace;

import static io.intercomsync.fake.TestClient.filter;
import static io.intercomsync.fake.TestClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.TestClient;
import io.intercomsync.fake.internal.json.FakeJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An answer shows one moment, even if the clock goes on while it is made. */
class DelayedIndexTest {

    private static final List<String> OTHERS = List.of("first", "third", "fourth", "fifth");

    @Test
    void a_walk_misses_nothing_when_its_index_catches_up_in_the_middle_of_a_page() {
        SteppingClock clock = new SteppingClock();
        try (FakeIntercom intercom = FakeIntercom.builder()
                .clock(clock)
                .indexDelay(Duration.ofSeconds(30))
                .unthrottled()
                .fast()
                .start()) {
            TestClient client = new TestClient(intercom);
            for (int readings = 0; clock.hasStepped(); readings++) {
                for (String id : List.of("first", "edited", "third", "fourth", "fifth")) {
                    intercom.conversation(id, Map.of("title", "before"));
                    clock.step();
                }
                intercom.conversation("edited", Map.of("title", "now"));

                clock.stepAfter(readings);
                List<Object> seen = client.searchAll(
                        "/conversations/search",
                        "conversations",
                        filter("updated_at", ">", 0),
                        FakeJson.object("field", "updated_at", "order", "ascending"),
                        2);

                assertThat(ids(seen)).containsAll(OTHERS).contains("edited");
            }
        }
    }

    /** A clock that makes one step after a number of readings and otherwise stands still. */
    private static final class SteppingClock extends Clock {

        private static final Duration STEP = Duration.ofMinutes(1);

        private final AtomicInteger readingsLeft = new AtomicInteger(-1);
        private volatile Instant now = Instant.parse("2026-07-02T12:00:00Z");

        void step() {
            now = now.plus(STEP);
        }

        void stepAfter(int readings) {
            readingsLeft.set(readings);
        }

        boolean hasStepped() {
            return readingsLeft.get() < 0;
        }

        @Override
        public Instant instant() {
            Instant read = now;
            if (readingsLeft.getAndDecrement() == 0) {
                step();
            }
            return read;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
