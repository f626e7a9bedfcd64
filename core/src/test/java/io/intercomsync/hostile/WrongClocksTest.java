package io.intercomsync.hostile;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.fake.http.Request;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.testing.Copy;
import io.intercomsync.testing.LoggedLines;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Copies where the clock here, that of Intercom's answers, or both are wrong. Four random histories, or as many as
 * {@code -Dintercomsync.clocks=100} says.
 */
class WrongClocksTest {
    private static final int RUNS = 20;
    private static final Duration DECADES = Duration.ofDays(10_000);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("intercomsync.clocks", 4));
    }

    /** From seconds to decades, ahead or behind. */
    private static Duration any(Random random) {
        long seconds = (long) Math.pow(10, 9 * random.nextDouble());
        return Duration.ofSeconds(random.nextBoolean() ? seconds : -seconds);
    }

    /** Makes the answers of the next run tell the time in some wrong way, or right. */
    private static void lie(FakeIntercom fake, Random random) {
        fake.clearFaults();
        Predicate<Request> some = request -> random.nextInt(4) == 0;
        switch (random.nextInt(8)) {
            case 0 -> fake.fail("/", InjectedFault.clock(any(random)), Integer.MAX_VALUE);
            case 1 -> fake.fail("/me", InjectedFault.clock(any(random)), Integer.MAX_VALUE);
            case 2 -> {
                for (int i = 0; i < 10; i++) {
                    fake.fail(some, InjectedFault.clock(any(random)), 5);
                }
            }
            case 3 -> fake.fail("/", date("Thu, 01 Jan 2026 00:00:00 GMT"), Integer.MAX_VALUE);
            case 4 -> fake.fail("/", date(""), Integer.MAX_VALUE);
            case 5 ->
                fake.fail(
                        "/",
                        InjectedFault.headers(
                                Map.of("Date", "soon", "X-RateLimit-Reset", "99999999999", "Retry-After", "9999999")),
                        Integer.MAX_VALUE);
            default -> {}
        }
    }

    private static InjectedFault date(String date) {
        return InjectedFault.headers(Map.of("Date", date));
    }

    /** Only what a run asks for by time counts: no sweep, which would bring some of it by the way. */
    private static SyncEngine.Builder unswept(SyncEngine.Builder engine) {
        return engine.sweepInterval(ChronoUnit.FOREVER.getDuration()).lookback(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void K72_nothing_is_lost_in_twenty_runs_whatever_the_clocks_say(long seed) {
        Random random = new Random(seed);
        try (Copy copy = new Copy(workspace -> workspace.limit(1_000))) {
            Edits edits = new Edits(copy.fake, seed);
            for (int run = 0; run < RUNS; run++) {
                copy.after(Duration.ofMinutes(3 + random.nextInt(200)));
                edits.some(1 + random.nextInt(12));
                copy.after(Duration.ofMinutes(3 + random.nextInt(200)));
                Map<String, Integer> before = edits.now();
                copy.fake.beforeEach(any -> edits.maybe());
                lie(copy.fake, random);
                copy.clockAhead(random.nextInt(3) == 0 ? any(random) : Duration.ZERO);
                Instant start = copy.time.instant();

                SyncReport report = copy.sync(WrongClocksTest::unswept);

                String when = "seed " + seed + ", run " + run;
                assertThat(report.status()).as(when + report.toTable()).isEqualTo(Status.COMPLETE);
                assertThat(Duration.between(start, copy.time.instant()))
                        .as(when)
                        .isLessThan(Duration.ofMinutes(10));
                assertThat(edits.lostFrom(copy.sink, before)).as(when).isEmpty();
            }
            copy.fake.clearFaults().beforeEach(any -> {});
            copy.clockAhead(Duration.ZERO);
            copy.sync(WrongClocksTest::unswept);
            copy.isCurrent();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void K73_sweeps_and_companies_come_due_whatever_the_clocks_say(long seed) {
        Random random = new Random(seed);
        Duration interval = Duration.ofHours(12);
        try (Copy copy = new Copy(workspace -> workspace.limit(1_000))) {
            copy.fake.contact("u").company("c").tag("t", "VIP").joinCompany("u", "c");
            Instant edited = copy.time.instant();
            boolean isTagged = false;
            for (int run = 0; run < RUNS; run++) {
                copy.after(Duration.ofHours(6));
                boolean isLate = !copy.time.instant().isBefore(edited.plus(interval.multipliedBy(2)));
                lie(copy.fake, random);
                copy.clockAhead(random.nextInt(3) == 0 ? any(random) : Duration.ZERO);

                copy.sync(engine -> engine.sweepInterval(interval).companiesInterval(interval));

                boolean isSwept = value(copy, USERS, "u", "tags").contains("VIP") == isTagged;
                boolean isRead = run == 0 || value(copy, COMPANIES, "c", "name").equals("at " + edited);
                assertThat(isLate && !(isSwept && isRead))
                        .as("seed %s, run %s: swept %s, companies read %s", seed, run, isSwept, isRead)
                        .isFalse();
                if (isSwept && isRead) { // a tag moves without a new version, which only a sweep finds
                    isTagged = !isTagged;
                    edited = copy.time.instant();
                    tag(copy, isTagged);
                    copy.fake.company("c", Map.of("name", "at " + edited));
                }
            }
        }
    }

    private static void tag(Copy copy, boolean isTagged) {
        if (isTagged) {
            copy.fake.tagContact("u", "t");
        } else {
            copy.fake.untagContact("u", "t");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT90M", "P10000D", "-PT90M", "-P10000D"})
    void K72_one_wrong_date_of_the_first_answer_loses_no_change(Duration ahead) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u").conversation("c", Map.of("contacts", List.of()));
            copy.fake.fail("/me", InjectedFault.clock(ahead), 1);
            copy.sync(WrongClocksTest::unswept);
            copy.after(Duration.ofMinutes(10));
            copy.fake.contact("u", Map.of("name", "Ada"));
            String part = copy.fake.addPart("c", Map.of("body", "hello"));
            copy.after(Duration.ofHours(3));

            copy.sync(WrongClocksTest::unswept);

            assertThat(value(copy, USERS, "u", "name")).isEqualTo("Ada");
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).containsKey(List.of(part));
        }
    }

    @Test
    void K72_a_clock_here_that_was_ahead_loses_no_change_although_no_answer_tells_the_time() {
        try (LoggedLines lines = new LoggedLines();
                Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u");
            copy.fake.fail("/", date(""), Integer.MAX_VALUE);
            copy.clockAhead(Duration.ofHours(2));
            copy.sync(WrongClocksTest::unswept);
            copy.clockAhead(Duration.ZERO);
            copy.after(Duration.ofMinutes(10));
            copy.fake.contact("u", Map.of("name", "Ada"));
            copy.after(Duration.ofHours(3));

            copy.sync(WrongClocksTest::unswept);

            assertThat(value(copy, USERS, "u", "name")).isEqualTo("Ada");
            assertThat(lines.atLeast(Level.INFO).toString()).contains("Intercom's answer tells no time");
        }
    }

    @Test
    void K72_both_clocks_that_were_ahead_lose_no_change_and_the_log_says_so() {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger("io.intercomsync.internal");
        logged.start();
        root.addAppender(logged);
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u");
            copy.fake.fail("/", InjectedFault.clock(DECADES), Integer.MAX_VALUE);
            copy.clockAhead(DECADES);
            copy.sync(WrongClocksTest::unswept);
            copy.fake.clearFaults();
            copy.clockAhead(Duration.ZERO);
            copy.fake.contact("u", Map.of("name", "Ada"));
            copy.after(Duration.ofDays(3));

            copy.sync(WrongClocksTest::unswept);

            assertThat(value(copy, USERS, "u", "name")).isEqualTo("Ada");
            assertThat(logged.list)
                    .filteredOn(event -> event.getLevel() == Level.WARN)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anyMatch(message -> message.startsWith("The checkpoint of contacts names a time in the future"));
        } finally {
            root.detachAppender(logged);
        }
    }

    @Test
    void K73_times_that_a_wrong_clock_stored_postpone_nothing() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("stays").contact("goes").company("c").joinCompany("stays", "c");
            copy.clockAhead(DECADES);
            copy.fake.fail("/", InjectedFault.clock(DECADES), Integer.MAX_VALUE);
            copy.sync(engine -> engine.companiesInterval(Duration.ofHours(6)));
            copy.clockAhead(Duration.ZERO);
            copy.fake.clearFaults();
            copy.after(Duration.ofHours(3));
            copy.fake.delete(ObjectType.CONTACTS, "goes").contact("comes").company("c", Map.of("name", "Acme"));

            copy.sync(engine -> engine.companiesInterval(Duration.ofHours(6)));

            assertThat(copy.sink.rows(USERS)).containsOnlyKeys(List.of("stays"), List.of("comes"));
            assertThat(value(copy, COMPANIES, "c", "name")).isEqualTo("Acme");
        }
    }

    private static String value(Copy copy, IntercomCollection collection, String id, String column) {
        return String.valueOf(copy.sink.rows(collection).get(List.of(id)).value(column));
    }

    /** Edits of contacts and conversations, numbered; none moves back what it was. */
    private static final class Edits {
        private final FakeIntercom fake;
        private final Random random;
        private final Map<String, Integer> made = new HashMap<>();
        private int last;

        Edits(FakeIntercom fake, long seed) {
            this.fake = fake;
            this.random = new Random(seed);
        }

        synchronized void some(int count) {
            for (int i = 0; i < count; i++) {
                last++;
                String id = (random.nextBoolean() ? "u" : "c") + random.nextInt(12);
                made.put(id, last);
                if (id.startsWith("u")) {
                    fake.contact(id, Map.of("name", String.valueOf(last)));
                } else {
                    fake.conversation(id, Map.of("contacts", List.of(), "title", String.valueOf(last)));
                    fake.addPart(id, Map.of("body", "edit " + last));
                }
            }
        }

        synchronized void maybe() {
            if (random.nextInt(10) == 0) {
                some(1);
            }
        }

        /** The number of each one's last edit. */
        synchronized Map<String, Integer> now() {
            return Map.copyOf(made);
        }

        /** Those whose row is older than that. */
        List<String> lostFrom(InMemorySink sink, Map<String, Integer> edited) {
            return edited.entrySet().stream()
                    .filter(edit -> held(sink, edit.getKey()) < edit.getValue())
                    .map(edit ->
                            edit.getKey() + " of edit " + edit.getValue() + " is as of " + held(sink, edit.getKey()))
                    .toList();
        }

        private static int held(InMemorySink sink, String id) {
            boolean isContact = id.startsWith("u");
            Row row = sink.rows(isContact ? USERS : CONVERSATIONS).get(List.of(id));
            return row == null ? -1 : Integer.parseInt(String.valueOf(row.value(isContact ? "name" : "title")));
        }
    }
}
