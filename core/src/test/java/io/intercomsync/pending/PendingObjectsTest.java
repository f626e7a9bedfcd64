package io.intercomsync.pending;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.WriteResult.RefusedRow;
import io.intercomsync.testing.BreakingSink;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was kept out is asked for again, however much it is, and whatever of it stays out. */
class PendingObjectsTest {

    @Test
    void those_that_are_forbidden_for_long_keep_no_others_from_being_asked_for() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            changeWhileForbidden(copy, 10, 60, ".*[02468]");
            copy.fake.clearFaults();
            copy.fake.fail(
                    request -> request.path().matches("/conversations/c[123].*[02468]"),
                    InjectedFault.status(403),
                    Integer.MAX_VALUE); // 15 of the 25, and the first by their ids

            for (int run = 0; run < 10; run++) {
                copy.after(Duration.ofHours(25));
                copy.sync(engine -> Copy.talks(engine).maxConcurrentCalls(1));
            }

            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSize(50 + 25 + 10);
        }
    }

    @Test
    void pending_objects_are_asked_for_as_the_budget_allows() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            changeWhileForbidden(copy, 100, 400, ".*[02468]");
            copy.fake.clearFaults();

            for (int run = 0; run < 9; run++) {
                copy.after(Duration.ofHours(25));
                copy.sync(engine -> Copy.talks(engine).maxRequests(500));
            }

            SyncReport last = copy.sync(engine -> Copy.talks(engine).maxRequests(500));
            assertThat(last.status()).as(last.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    /** Conversations with a part each, of which another one is missed where the path ends so. */
    private static void changeWhileForbidden(Copy copy, int from, int to, String paths) {
        for (int i = from; i < to; i++) {
            copy.fake.conversation("c" + i).addPart("c" + i, Map.of("body", "part"));
        }
        copy.after(Duration.ofDays(5));
        copy.sync(Copy::talks);
        copy.after(Duration.ofDays(5));
        for (int i = from; i < to; i++) {
            copy.fake.addPart("c" + i, Map.of("body", "another"));
        }
        copy.after(Duration.ofHours(3));
        copy.fake.fail(
                request -> request.path().matches("/conversations/c" + paths),
                InjectedFault.status(403),
                Integer.MAX_VALUE);
        SyncReport report = copy.sync(engine -> Copy.talks(engine).maxConcurrentCalls(1));
        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
    }

    @Test
    void parts_are_not_complete_without_those_of_a_conversation_that_is_kept_out() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("bad").addPart("bad", Map.of("body", "a"));
            copy.fake.fail("/conversations/bad", InjectedFault.status(500), Integer.MAX_VALUE);

            SyncReport report = copy.sync();

            assertThat(copy.sink.rows(CONVERSATION_PARTS)).isEmpty();
            assertThat(report.collection(CONVERSATION_PARTS).status())
                    .as(report.toTable())
                    .isNotEqualTo(Status.COMPLETE);
        }
    }

    @Test
    void companies_that_were_kept_out_are_due_before_the_interval_has_passed() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.company("c").company("other");
            BreakingSink[] sink = new BreakingSink[1];
            RefusedRow refused = new RefusedRow(COMPANIES, List.of("c"), "it is too long");
            sink[0] = new BreakingSink(copy.sink, changes -> {
                if (changes.feed().equals("companies") && changes.rowCount() > 0) {
                    sink[0].refusing(refused);
                }
                return false;
            });
            SyncReport first = copy.sync(sink[0], engine -> engine.companiesInterval(Duration.ofDays(7)));
            copy.after(Duration.ofHours(3));

            SyncReport second = copy.sync(sink[0], engine -> engine.companiesInterval(Duration.ofDays(7)));

            assertThat(first.status()).as(first.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(second.status()).as(second.toTable()).isEqualTo(Status.INCOMPLETE);
        }
    }
}
