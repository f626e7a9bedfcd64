package io.intercomsync.runs;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.ApiVersion;
import io.intercomsync.SyncEngine;
import io.intercomsync.checkpoint.CheckpointStore;
import io.intercomsync.checkpoint.InMemoryCheckpointStore;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Sink;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Budgets that are smaller than what one page takes: each run goes on in the middle of a page, and in the end all is there.
 * Every run asks for the workspace and for the counts before it reads.
 */
class SmallBudgetTest {
    private CheckpointStore store = new InMemoryCheckpointStore();
    private final Deque<SyncReport> reports = new ArrayDeque<>();

    private static SyncEngine.Builder people(SyncEngine.Builder engine) {
        return engine.collections(USERS, CONTACTS);
    }

    /** Stores in the copy's sink, but cannot be read back. */
    private static Sink plain(Copy copy) {
        return changes -> copy.sink.write(changes);
    }

    @Test
    void what_is_sent_again_on_another_connection_is_of_the_budget_too() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(5)).patient(Duration.ofHours(3))) {
            copy.fake.fail(
                    request -> request.path().equals("/contacts/search"), InjectedFault.reset(), Integer.MAX_VALUE);

            SyncReport report = copy.sync(engine -> people(engine).maxRequests(40));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.STOPPED_AT_BUDGET);
            assertThat(report.requests()).isEqualTo(40);
            assertThat(copy.fake.requestCount()).isLessThanOrEqualTo(40);
        }
    }

    /** Runs until nothing is left to do. */
    private int complete(Copy copy, boolean isReadable, UnaryOperator<SyncEngine.Builder> choices, long budget) {
        Sink sink = isReadable ? copy.sink : plain(copy);
        for (int runs = 1; runs <= 150; runs++) {
            SyncReport report = copy.sync(
                    sink, engine -> choices.apply(engine).checkpointStore(store).maxRequests(budget));
            assertThat(report.requests()).isLessThanOrEqualTo(budget);
            reports.add(report);
            if (report.status() != Status.STOPPED_AT_BUDGET) {
                assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
                return runs;
            }
            copy.after(Duration.ofMinutes(10));
        }
        throw new AssertionError(
                "No end, and only " + copy.sink.rows(CONVERSATIONS).size() + " conversations and "
                        + copy.sink.rows(USERS).size() + " users");
    }

    private @Nullable String message() {
        return reports.getLast().collection(CONVERSATIONS).message();
    }

    private static Copy withTalks(int conversations) {
        Copy copy = new Copy(workspace -> workspace);
        copy.fake.contact("u");
        for (int i = 0; i < conversations; i++) {
            copy.fake.conversation("c" + i, Map.of("contacts", List.of("u")));
            copy.fake.addPart("c" + i, Map.of("body", "hello"));
            copy.after(Duration.ofSeconds(40));
        }
        return copy;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void conversations_come_two_at_a_time(boolean isReadable) {
        try (Copy copy = withTalks(40)) {
            int runs = complete(copy, isReadable, Copy::talks, 6);

            assertThat(runs).isBetween(15, 60);
            copy.isCurrent(Copy::talks);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void conversations_of_the_first_generation_come_two_at_a_time(boolean isReadable) {
        try (Copy copy = withTalks(70).version(ApiVersion.V1_4)) {
            complete(copy, isReadable, Copy::talks, 6);

            copy.isCurrent(Copy::talks);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void contacts_whose_lists_are_cut_come_few_at_a_time(boolean isReadable) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            List<String> tags = IntStream.range(0, 12).mapToObj(i -> "t" + i).toList();
            List<String> companies =
                    IntStream.range(0, 12).mapToObj(i -> "k" + i).toList();
            tags.forEach(tag -> copy.fake.tag(tag, tag));
            companies.forEach(copy.fake::company);
            for (int i = 0; i < 30; i++) {
                copy.fake.contact("u" + i, Map.of("tags", tags, "companies", i % 2 == 0 ? companies : List.of()));
            }
            copy.after(Duration.ofMinutes(1));

            complete(copy, isReadable, SmallBudgetTest::people, 10);

            copy.isCurrent(SmallBudgetTest::people);
        }
    }

    @Test
    void what_changes_and_goes_between_the_runs_is_not_lost() {
        try (Copy copy = withTalks(30)) {
            Sink plain = plain(copy);
            for (int i = 0; i < 12; i++) {
                copy.sync(
                        plain,
                        engine -> Copy.talks(engine).checkpointStore(store).maxRequests(6));
                copy.after(Duration.ofMinutes(10));
                copy.fake.addPart("c" + i, Map.of("body", "again"));
                if (i % 4 == 0) {
                    copy.fake
                            .delete(ObjectType.CONVERSATIONS, "c" + (29 - i))
                            .delete(ObjectType.CONVERSATIONS, "c" + i);
                }
            }

            complete(copy, false, Copy::talks, 6);

            copy.isCurrent(Copy::talks);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void changes_come_two_at_a_time(boolean isReadable) {
        try (Copy copy = withTalks(40)) {
            complete(copy, isReadable, Copy::talks, 1_000);
            copy.after(Duration.ofHours(5));
            for (int i = 0; i < 30; i++) {
                copy.fake.addPart("c" + i, Map.of("body", "more"));
            }
            copy.after(Duration.ofMinutes(1));

            complete(copy, isReadable, Copy::talks, 6);

            copy.isCurrent(Copy::talks);
        }
    }

    /** How much of its budget the last run has left depends on how much there was to read. */
    @Test
    void a_copy_that_leaves_something_to_the_next_run_says_so() {
        List<@Nullable String> messages = new ArrayList<>();
        for (int changed = 25; changed < 32; changed++) {
            store = new InMemoryCheckpointStore();
            try (Copy copy = withTalks(40)) {
                complete(copy, true, Copy::talks, 1_000);
                assertThat(message()).isNull();
                copy.after(Duration.ofHours(5));
                for (int i = 0; i < changed; i++) {
                    copy.fake.addPart("c" + i, Map.of("body", "more"));
                }
                copy.after(Duration.ofMinutes(1));

                complete(copy, true, Copy::talks, 6);

                messages.add(message());
            }
        }

        assertThat(messages).anySatisfy(message -> assertThat(message).contains("is left to the next run"));
    }

    @Test
    void a_plan_that_would_take_the_whole_budget_is_not_made() {
        try (Copy copy = new Copy(workspace -> workspace.conversations(7_000))) {
            complete(copy, true, engine -> engine.collections(CONVERSATIONS), 6);

            assertThat(copy.sink.rows(CONVERSATIONS)).hasSize(7_000);
        }
    }
}
