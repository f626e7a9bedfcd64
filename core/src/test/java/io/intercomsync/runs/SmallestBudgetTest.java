package io.intercomsync.runs;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Runs with the smallest budget: each gets on, and in the end all is there. */
class SmallestBudgetTest {
    private static final long SMALLEST = 500;

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
        try (Copy copy = new Copy(workspace -> workspace.contacts(5)).patient(Duration.ofDays(2))) {
            copy.fake.fail(
                    request -> request.path().equals("/contacts/search"), InjectedFault.reset(), Integer.MAX_VALUE);

            SyncReport report = copy.sync(engine -> people(engine).maxRequests(SMALLEST));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.STOPPED_AT_BUDGET);
            assertThat(report.requests()).isEqualTo(SMALLEST);
            assertThat(copy.fake.requestCount()).isLessThanOrEqualTo(SMALLEST);
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
            copy.after(Duration.ofSeconds(4));
        }
        return copy;
    }

    /** Adds contacts that take three requests each: a part of a page, their tags, and their companies. */
    private static void withCutLists(Copy copy, int contacts) {
        List<String> tags = IntStream.range(0, 12).mapToObj(i -> "t" + i).toList();
        List<String> companies = IntStream.range(0, 12).mapToObj(i -> "k" + i).toList();
        tags.forEach(tag -> copy.fake.tag(tag, tag));
        companies.forEach(copy.fake::company);
        for (int i = 0; i < contacts; i++) {
            copy.fake.contact("u" + i, Map.of("tags", tags, "companies", companies));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 499})
    void a_smaller_budget_is_refused(long most) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            assertThatThrownBy(() -> copy.sync(engine -> engine.maxRequests(most)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at least 500")
                    .hasMessageContaining(String.valueOf(most));
        }
    }

    /** Six resources share the budget; many contacts take three requests, and most conversations one. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_workspace_of_some_thousand_objects_comes_to_its_end(boolean isReadable) {
        try (Copy copy = new Copy(workspace -> workspace
                .contacts(3_000)
                .companies(700)
                .conversations(2_500)
                .segments(12)
                .tags(60))) {
            withCutLists(copy, 400);
            copy.after(Duration.ofMinutes(1));

            complete(copy, isReadable, engine -> engine, SMALLEST);

            copy.isCurrent();
        }
    }

    /** The changes take more than one run and less than one and a half, so the second run has time for the next changes. */
    @Test
    void a_run_that_breaks_off_the_next_changes_is_complete_as_of_the_changes_before() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            withCutLists(copy, 290);
            complete(copy, false, SmallestBudgetTest::people, 100_000);
            copy.after(Duration.ofHours(2));

            int runs = complete(copy, false, SmallestBudgetTest::people, SMALLEST);

            assertThat(runs).isEqualTo(2);
            assertThat(reports.getLast().collection(USERS).message()).contains("are left to the next run");
            copy.isCurrent(SmallestBudgetTest::people);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void conversations_come_page_by_page(boolean isReadable) {
        try (Copy copy = withTalks(1_600)) {
            int runs = complete(copy, isReadable, Copy::talks, SMALLEST);

            assertThat(runs).isBetween(4, 6);
            copy.isCurrent(Copy::talks);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void conversations_of_the_first_generation_come_page_by_page(boolean isReadable) {
        try (Copy copy = withTalks(1_200).version(ApiVersion.V1_4)) {
            complete(copy, isReadable, Copy::talks, SMALLEST);

            copy.isCurrent(Copy::talks);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void contacts_whose_lists_are_cut_come_page_by_page(boolean isReadable) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            List<String> tags = IntStream.range(0, 12).mapToObj(i -> "t" + i).toList();
            List<String> companies =
                    IntStream.range(0, 12).mapToObj(i -> "k" + i).toList();
            tags.forEach(tag -> copy.fake.tag(tag, tag));
            companies.forEach(copy.fake::company);
            for (int i = 0; i < 700; i++) {
                copy.fake.contact("u" + i, Map.of("tags", tags, "companies", i % 2 == 0 ? companies : List.of()));
            }
            copy.after(Duration.ofMinutes(1));

            complete(copy, isReadable, SmallestBudgetTest::people, SMALLEST);

            copy.isCurrent(SmallestBudgetTest::people);
        }
    }

    @Test
    void what_changes_and_goes_between_the_runs_is_not_lost() {
        try (Copy copy = withTalks(2_400)) {
            Sink plain = plain(copy);
            for (int i = 0; i < 4; i++) {
                copy.sync(
                        plain,
                        engine -> Copy.talks(engine).checkpointStore(store).maxRequests(SMALLEST));
                copy.after(Duration.ofMinutes(10));
                copy.fake.addPart("c" + i, Map.of("body", "again"));
                if (i % 2 == 0) {
                    copy.fake
                            .delete(ObjectType.CONVERSATIONS, "c" + (2_399 - i))
                            .delete(ObjectType.CONVERSATIONS, "c" + i);
                }
            }

            complete(copy, false, Copy::talks, SMALLEST);

            copy.isCurrent(Copy::talks);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void changes_come_page_by_page(boolean isReadable) {
        try (Copy copy = withTalks(1_300)) {
            complete(copy, isReadable, Copy::talks, 100_000);
            copy.after(Duration.ofHours(5));
            for (int i = 0; i < 1_200; i++) {
                copy.fake.addPart("c" + i, Map.of("body", "more"));
            }
            copy.after(Duration.ofMinutes(1));

            complete(copy, isReadable, Copy::talks, SMALLEST);

            copy.isCurrent(Copy::talks);
        }
    }

    /** How much of its budget the last run has left depends on how much there was to read. */
    @Test
    void a_copy_that_leaves_something_to_the_next_run_says_so() {
        List<@Nullable String> messages = new ArrayList<>();
        for (int changed = 700; changed < 900; changed += 100) {
            store = new InMemoryCheckpointStore();
            try (Copy copy = withTalks(900)) {
                complete(copy, true, Copy::talks, 100_000);
                assertThat(message()).isNull();
                copy.after(Duration.ofHours(5));
                for (int i = 0; i < changed; i++) {
                    copy.fake.addPart("c" + i, Map.of("body", "more"));
                }
                copy.after(Duration.ofMinutes(1));

                complete(copy, true, Copy::talks, SMALLEST);

                messages.add(message());
            }
        }

        assertThat(messages).anySatisfy(message -> assertThat(message).contains("are left to the next run"));
    }
}
