package io.intercomsync.hub;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.intercomsync.error.FlushFailedException;
import io.intercomsync.error.SinkException;
import io.intercomsync.report.FlushReport;
import io.intercomsync.report.Status;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.UnitSize;
import io.intercomsync.sink.WriteResult;
import io.intercomsync.sink.WriteResult.RefusedRow;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** K125: the log tells a flush that is not complete from one that is. */
class FlushLogTest extends HubTests {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.intercomsync");
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    @BeforeEach
    void listen() {
        events.start();
        logger.addAppender(events);
        fill(user("u1", "Ann"), user("u2", "Bob"), tag("t", "vip"));
    }

    @AfterEach
    void leave() {
        logger.detachAppender(events);
        Thread.interrupted();
    }

    private List<String> lines() {
        return events.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    private static final WriteResult NOTHING = new WriteResult(Map.of(), List.of(), 0);

    private static class Answering extends Recorder {
        private final Function<Changes, WriteResult> answer;

        Answering(Function<Changes, WriteResult> answer) {
            this.answer = answer;
        }

        @Override
        public synchronized WriteResult store(Changes changes) {
            super.store(changes);
            return answer.apply(changes);
        }

        @Override
        public UnitSize unitSize() {
            return new UnitSize(1, 1 << 20);
        }
    }

    private FlushReport flush(Answering warehouse, String name) {
        return HubFlush.builder(hub(), warehouse)
                .name(name)
                .collections(USERS, TAGS)
                .maxDuration(Duration.ofMinutes(90))
                .build()
                .flush();
    }

    @Test
    void a_complete_flush_is_one_line_of_information() {
        flush(new Answering(changes -> NOTHING), "sales\nWARN forged");

        assertThat(lines()).containsExactly("INFO Flushed to sales WARN forged: COMPLETE, 3 rows in 0 s");
    }

    @Test
    void rows_that_are_kept_out_are_a_warning_with_reason_and_remedy() {
        Answering warehouse = new Answering(changes -> new WriteResult(
                Map.of(),
                changes.rowCount() == 0 || !changes.toString().contains("users")
                        ? List.of()
                        : List.of(new RefusedRow(USERS, List.of("u1"), "the column phone is too narrow")),
                0));

        FlushReport report = flush(warehouse, "sales");

        assertThat(report.status()).isEqualTo(Status.INCOMPLETE);
        assertThat(lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                "WARN Flush to sales: users: INCOMPLETE, 3 rows in 0 s: the warehouse keeps out rows.")
                        .contains("; kept out u1 of users: the column phone is too narrow"))
                .noneMatch(line -> line.startsWith("INFO"));
    }

    @Test
    void a_flush_that_broke_off_is_a_warning_with_the_reason() {
        Answering warehouse = new Answering(changes -> {
            throw new SinkException("The disk is full: free some space");
        });

        assertThatThrownBy(() -> flush(warehouse, "sales")).isInstanceOf(FlushFailedException.class);

        assertThat(lines())
                .containsExactly(
                        "WARN Flush to sales: users, tags: FAILED, 0 rows in 0 s: The disk is full: free some space");
    }

    private void drop(String table) {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("DROP TABLE " + table);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_failed_flush_whose_position_cannot_be_shown_is_not_said_to_be_stored() {
        AtomicInteger units = new AtomicInteger();
        Answering warehouse = new Answering(changes -> {
            if (units.incrementAndGet() > 1) {
                drop("positions");
                throw new SinkException("The disk is full: free some space");
            }
            return NOTHING;
        });

        assertThatThrownBy(() -> flush(warehouse, "sales")).isInstanceOf(FlushFailedException.class);

        assertThat(lines())
                .anyMatch(line -> line.startsWith("WARN The status of the hub does not show how far the warehouse sales"
                        + " has come, which harms nothing there: "))
                .noneMatch(line -> line.contains(" stored"));
    }

    @Test
    void a_hub_that_cannot_be_tidied_up_after_a_run_says_why_once() {
        drop("removals");

        hub().endRun();

        assertThat(lines())
                .containsExactly("WARN The hub " + file()
                        + " could not be tidied up after the run, which changes no row: SQLite failed with the code 1");
    }

    @Test
    void a_flush_that_was_told_to_stop_has_not_failed() {
        Thread.currentThread().interrupt();

        FlushReport report = flush(new Answering(changes -> NOTHING), "sales");

        assertThat(report.status()).isEqualTo(Status.STOPPED);
        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith("WARN Flush to sales: users, tags: STOPPED, 0 rows in 0 s: The flush was told to stop");
    }

    @Test
    void a_flush_that_used_up_its_time_names_it_as_people_write_it() {
        Answering warehouse = new Answering(changes -> {
            clock.advance(Duration.ofMinutes(100));
            return NOTHING;
        });

        FlushReport report = flush(warehouse, "sales");

        assertThat(report.status()).isEqualTo(Status.STOPPED_AT_BUDGET);
        assertThat(lines())
                .singleElement()
                .asString()
                .contains("STOPPED_AT_BUDGET, 1 row in 1 h 40 min: The flush used up its time of 1 h 30 min");
    }
}
