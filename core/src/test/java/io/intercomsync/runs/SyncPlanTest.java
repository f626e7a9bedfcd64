package io.intercomsync.runs;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.RequestEstimate;
import io.intercomsync.report.SyncPlan;
import io.intercomsync.report.SyncPlan.FeedPlan;
import io.intercomsync.report.SyncPlan.Reading;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Sink;
import io.intercomsync.testing.BreakingSink;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plan foretells the cost of a run. */
class SyncPlanTest {

    @Test
    void says_about_how_many_requests_a_first_run_takes() {
        try (Copy copy =
                new Copy(workspace -> workspace.contacts(2_000).companies(300).conversations(600))) {
            SyncPlan plan = copy.plan();
            long askedForPlan = copy.fake.requestCount();

            SyncReport report = copy.sync();

            assertThat(askedForPlan).isLessThan(12);
            assertThat(plan.feeds())
                    .allSatisfy(feed -> assertThat(feed.reading()).isEqualTo(Reading.EVERYTHING));
            assertThat(feed(plan, "contacts").objects()).isEqualTo(2_000);
            assertThat(feed(plan, "conversations").objects()).isEqualTo(600);
            assertThat(plan.requests().likely()).isCloseTo(report.requests(), Percentage.withPercentage(15));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 4_600, 20_000})
    void foretells_each_feed_of_a_first_run(int contacts) {
        for (Set<IntercomCollection> feed : List.of(
                Set.of(USERS, CONTACTS, SOCIAL_PROFILES),
                Set.of(COMPANIES),
                Set.of(CONVERSATIONS, CONVERSATION_PARTS))) {
            try (Copy copy = new Copy(workspace ->
                    workspace.contacts(contacts).companies(contacts / 5).conversations(contacts / 10))) {
                IntercomCollection[] wanted = feed.toArray(IntercomCollection[]::new);
                RequestEstimate planned =
                        copy.plan(engine -> engine.collections(wanted)).requests();

                long made = copy.sync(engine -> engine.collections(wanted)).requests();

                assertThat(made).as("%s", feed).isBetween(planned.least(), planned.most());
                assertThat((double) planned.likely())
                        .as("%s", feed)
                        .isCloseTo((double) made, Percentage.withPercentage(15));
            }
        }
    }

    @Test
    void a_plan_is_a_range_where_it_has_to_estimate() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(4_600))) {
            SyncPlan plan = copy.plan();

            assertThat(feed(plan, "contacts").requests().most())
                    .isGreaterThan(feed(plan, "contacts").requests().least());
            assertThat(feed(plan, "companies").requests())
                    .isEqualTo(RequestEstimate.exactly(
                            feed(plan, "companies").requests().likely()));
            assertThat(plan.toTable()).containsPattern("contacts +everything +4,600 +\\d+ \\(\\d+ to \\d+\\)");
        }
    }

    @Test
    void foretells_conversations_without_their_parts_exactly() {
        try (Copy copy = new Copy(workspace -> workspace.conversations(600))) {
            RequestEstimate planned =
                    copy.plan(engine -> engine.collections(CONVERSATIONS)).requests();

            assertThat(planned)
                    .isEqualTo(RequestEstimate.exactly(copy.sync(engine -> engine.collections(CONVERSATIONS))
                            .requests()));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1 s", "499, 31 s", "9999, 10 min 25 s", "160000, 2 h 47 min"})
    void says_how_long_a_run_takes_in_words(long requests, String words) {
        FeedPlan feed =
                new FeedPlan("contacts", Reading.EVERYTHING, null, RequestEstimate.exactly(requests), false, null);

        assertThat(new SyncPlan("w", List.of(feed), 16).toTable()).contains("about " + words);
    }

    @Test
    void says_what_has_changed() {
        try (Copy copy =
                new Copy(workspace -> workspace.contacts(2_000).companies(300).conversations(600))) {
            copy.sync();
            copy.after(Duration.ofHours(3));
            copy.fake.contact("new").conversation("new");

            SyncPlan plan = copy.plan();
            SyncReport report = copy.sync();

            assertThat(feed(plan, "contacts").reading()).isEqualTo(Reading.CHANGES);
            assertThat(feed(plan, "contacts").objects()).isEqualTo(1);
            assertThat(feed(plan, "conversations").objects()).isEqualTo(1);
            assertThat(plan.requests().likely()).isCloseTo(report.requests(), within(10L));
        }
    }

    @Test
    void says_what_a_run_that_broke_off_has_left() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(4_000))) {
            assertThatThrownBy(() -> copy.sync(BreakingSink.after(8, "contacts", copy.sink), engine -> engine))
                    .isInstanceOf(SyncFailedException.class);

            SyncPlan plan = copy.plan();

            assertThat(feed(plan, "contacts").reading()).isEqualTo(Reading.THE_REST);
            assertThat(feed(plan, "contacts").sweep()).isFalse();
            assertThat(feed(plan, "tags").reading()).isEqualTo(Reading.EVERYTHING);
        }
    }

    @ParameterizedTest
    @CsvSource({"contacts, 2", "contacts, 10", "conversations, 12"})
    void foretells_the_rest_of_a_run_that_broke_off(String feed, int units) {
        IntercomCollection[] wanted = feed.equals("contacts")
                ? new IntercomCollection[] {USERS, CONTACTS, SOCIAL_PROFILES}
                : new IntercomCollection[] {CONVERSATIONS, CONVERSATION_PARTS};
        try (Copy copy = new Copy(workspace -> workspace.contacts(2_000).conversations(600))) {
            Sink breaking = BreakingSink.after(units, feed, copy.sink);
            assertThatThrownBy(() -> copy.sync(breaking, engine -> engine.collections(wanted)))
                    .isInstanceOf(SyncFailedException.class);

            SyncPlan plan = copy.plan(engine -> engine.collections(wanted));
            long made = copy.sync(engine -> engine.collections(wanted)).requests();

            assertThat(feed(plan, feed).reading()).isEqualTo(Reading.THE_REST);
            assertThat(made).isBetween(plan.requests().least(), plan.requests().most());
            assertThat((double) plan.requests().likely()).isCloseTo((double) made, Percentage.withPercentage(15));
        }
    }

    @Test
    void says_what_has_changed_although_a_run_broke_off_after_it_had_read_all_changes() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("c").conversation("other");
            copy.sync();
            copy.after(Duration.ofHours(3));
            copy.fake.addPart("c", Map.of());
            copy.fake.fail("/conversations/deleted", InjectedFault.html(403), 1);
            assertThatThrownBy(copy::sync).isInstanceOf(SyncFailedException.class);
            copy.fake.addPart("other", Map.of());

            SyncPlan plan = copy.plan();

            assertThat(feed(plan, "conversations").reading()).isEqualTo(Reading.CHANGES);
            assertThat(feed(plan, "conversations").objects()).isEqualTo(2);
        }
    }

    @Test
    void counts_the_sweep_that_is_due() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(1_000))) {
            copy.sync();
            copy.after(Duration.ofDays(2));

            SyncPlan plan = copy.plan();

            assertThat(feed(plan, "contacts").sweep()).isTrue();
            assertThat(feed(plan, "contacts").requests().likely()).isGreaterThan(10);
            assertThat(plan.toTable()).contains("with a sweep");
        }
    }

    @Test
    void counts_the_sweep_of_what_was_never_swept() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(100).companies(20))) {
            Sink breaking = new BreakingSink(
                    copy.sink,
                    changes -> changes.feed().equals("companies")
                            && changes.checkpoint().state().contains("\"finished\":true"));
            assertThatThrownBy(() -> copy.sync(breaking, engine -> engine)).isInstanceOf(SyncFailedException.class);
            String gone = copy.sink.rows(COMPANIES).keySet().iterator().next().get(0);
            copy.fake.delete(ObjectType.COMPANIES, gone);

            SyncPlan plan = copy.plan();
            copy.sync();

            assertThat(feed(plan, "companies").sweep()).isTrue();
            assertThat(feed(plan, "contacts").sweep()).isFalse();
            assertThat(copy.sink.rows(COMPANIES)).doesNotContainKey(List.of(gone));
        }
    }

    @Test
    void counts_the_sweep_that_is_due_because_the_copy_holds_more_than_there_is() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(1_000))) {
            copy.sync();
            copy.after(Duration.ofHours(3));
            String gone = copy.sink.rows(USERS).keySet().iterator().next().get(0);
            copy.fake.delete(ObjectType.CONTACTS, gone);

            SyncPlan plan = copy.plan();
            SyncReport report = copy.sync();

            assertThat(feed(plan, "contacts").sweep()).isTrue();
            assertThat(copy.sink.rows(USERS)).doesNotContainKey(List.of(gone));
            assertThat(plan.requests().likely()).isCloseTo(report.requests(), within(15L));
            assertThat(feed(copy.plan(), "contacts").sweep()).isFalse();
        }
    }

    @Test
    void says_which_feed_the_token_may_not_read_and_plans_the_others() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(100).conversations(20))) {
            copy.fake.deny("/conversations", 403);

            SyncPlan plan = copy.plan();

            assertThat(feed(plan, "conversations").reading()).isEqualTo(Reading.FORBIDDEN);
            assertThat(feed(plan, "conversations").message()).contains("\"Read conversations\"");
            assertThat(plan.toTable()).contains("forbidden").contains("\"Read conversations\"");
            assertThat(feed(plan, "contacts").objects()).isEqualTo(100);
            assertThat(feed(plan, "contacts").message()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags", "segments", "admins"})
    void says_that_a_list_may_not_be_read(String list) {
        try (Copy copy = new Copy(workspace -> workspace.contacts(10))) {
            copy.fake.deny("/" + list, 403);

            assertThat(feed(copy.plan(), list).reading()).isEqualTo(Reading.FORBIDDEN);
        }
    }

    @Test
    void the_budget_of_a_run_does_not_keep_it_from_being_planned() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(10).conversations(2_000))) {
            SyncPlan plan = copy.plan(engine -> engine.maxRequests(500));

            assertThat(feed(plan, "conversations").objects()).isEqualTo(2_000);
            assertThat(plan.requests().least()).isGreaterThan(500);
        }
    }

    @Test
    void plans_contacts_although_the_token_may_not_read_segments() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(100))) {
            copy.fake.deny("/segments", 403);

            assertThat(feed(copy.plan(), "contacts").objects()).isEqualTo(100);
        }
    }

    private static SyncPlan.FeedPlan feed(SyncPlan plan, String name) {
        return plan.feeds().stream()
                .filter(feed -> feed.feed().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
