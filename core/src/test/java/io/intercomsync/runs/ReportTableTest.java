package io.intercomsync.runs;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Sink;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of a report tells what a run wrote and what is held now; a run that could not begin has one line. */
class ReportTableTest {

    @Test
    void a_second_run_shows_the_rows_that_are_held_beside_those_that_it_wrote() {
        try (Copy copy =
                new Copy(workspace -> workspace.contacts(8).companies(3).tags(2).segments(2))) {
            SyncReport first = copy.sync();
            copy.fake.contact("new", Map.of("role", "user"));

            SyncReport second = copy.sync();

            long users = copy.fake.truth().counts().users();
            assertThat(first.toTable())
                    .containsPattern("collection +written +held +status +requests +time")
                    .containsPattern("(?m)^users +" + (users - 1) + " +" + (users - 1) + " +COMPLETE");
            assertThat(second.toTable())
                    .containsPattern("(?m)^users +1 +" + users + " +COMPLETE")
                    .containsPattern("(?m)^tags +0 +2 +COMPLETE")
                    .containsPattern("(?m)^total +1 +\\d+ +COMPLETE");
        }
    }

    @Test
    void a_sink_that_does_not_tell_shows_the_rows_that_it_was_given() {
        try (Copy copy = new Copy(workspace -> workspace.tags(2))) {
            Sink plain = changes -> {};

            SyncReport report = copy.sync(plain, engine -> engine);

            assertThat(report.toTable())
                    .containsPattern("collection +written +status")
                    .containsPattern("(?m)^tags +2 +COMPLETE")
                    .containsPattern("(?m)^total +\\d+ +COMPLETE");
        }
    }

    @Test
    void a_run_that_could_not_begin_has_one_line_with_the_cause_and_the_remedy() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(3))) {
            copy.fake.fail("/me", InjectedFault.status(401, "unauthorized", "Access Token Invalid"), 1);

            SyncFailedException failure = catchThrowableOfType(SyncFailedException.class, copy::sync);

            assertThat(failure.report().toTable().strip())
                    .startsWith("FAILED after 0 s, nothing was stored: ")
                    .contains("The access token is wrong")
                    .doesNotContain("\n");
        }
    }

    @Test
    void an_incomplete_run_that_finds_nothing_new_has_a_table_with_the_rows_that_are_held() {
        try (Copy copy = new Copy(workspace -> workspace.conversations(40))) {
            copy.fake.deny("/conversations/deleted", 403);
            copy.after(Duration.ofDays(3));
            copy.sync(engine -> engine.collections(CONVERSATIONS, CONVERSATION_PARTS));
            copy.after(Duration.ofDays(3));

            SyncReport second = copy.sync(engine -> engine.collections(CONVERSATIONS, CONVERSATION_PARTS));

            assertThat(second.toTable())
                    .doesNotContain("nothing was stored")
                    .containsPattern("(?m)^conversations +0 +40 +INCOMPLETE")
                    .contains("it is not known which conversations were deleted");
        }
    }

    @Test
    void a_run_that_stored_something_has_a_table() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(3))) {
            copy.fake.fail("/admins", InjectedFault.status(404), Integer.MAX_VALUE);

            SyncFailedException failure = catchThrowableOfType(SyncFailedException.class, copy::sync);

            assertThat(failure.report().toTable())
                    .containsPattern("(?m)^admins +0 +FAILED")
                    .containsPattern("(?m)^users +\\d+ +\\d+ +COMPLETE");
        }
    }
}
