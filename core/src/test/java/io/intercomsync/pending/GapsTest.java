package io.intercomsync.pending;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.BreakingSink;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each run reports gaps whose objects nobody can name, until everything has been read again. */
public class GapsTest {

    @Test
    void a_changed_conversation_that_no_search_comes_to_is_told_until_it_is_found() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.conversation("c");
            copy.sync();
            copy.after(Duration.ofHours(3));
            copy.fake.addPart("c", Map.of("body", "not found"));
            endSearchesForChanges(copy, "conversations", 2);
            SyncReport first = copy.sync();
            copy.after(Duration.ofHours(3));

            SyncReport second = copy.sync();
            copy.after(Duration.ofDays(1));
            SyncReport third = copy.sync();

            assertThat(first.toTable()).contains("a search that counts 1 objects came to its end after 0");
            assertThat(first.collection(CONVERSATIONS).status()).isEqualTo(Status.INCOMPLETE);
            assertThat(second.collection(CONVERSATIONS).status())
                    .as(second.toTable())
                    .isEqualTo(Status.INCOMPLETE);
            assertThat(third.status()).as(third.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @Test
    void a_changed_contact_that_no_search_comes_to_is_told_until_a_sweep_has_found_it() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u");
            copy.sync();
            copy.after(Duration.ofDays(2));
            copy.sync();
            copy.after(Duration.ofHours(3));
            copy.fake.contact("u", Map.of("name", "not found"));
            endSearchesForChanges(copy, "contacts", 2);
            copy.sync();
            copy.after(Duration.ofDays(3)); // days are searched for, not seconds
            copy.fake.clearFaults();

            SyncReport before = copy.sync(engine -> engine.sweepInterval(Duration.ofDays(30)));
            SyncReport after = copy.sync();

            assertThat(before.collection(USERS).status()).as(before.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(after.status()).as(after.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @Test
    void a_changed_lead_that_no_search_comes_to_is_told_of_leads() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("l", Map.of("role", "lead"));
            copy.sync();
            copy.after(Duration.ofHours(3));
            copy.fake.contact("l", Map.of("role", "lead", "name", "not found"));
            endSearchesForChanges(copy, "contacts", 2);

            SyncReport report = copy.sync();

            assertThat(report.collection(CONTACTS).status())
                    .as(report.toTable())
                    .isEqualTo(Status.INCOMPLETE);
        }
    }

    @Test
    void a_listing_that_takes_two_runs_settles_what_was_lacking() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.largestPage(1);
            for (int i = 0; i < 600; i++) {
                copy.fake.conversation("c" + i);
                copy.after(Duration.ofHours(7));
            }
            copy.sync(Copy::talks);
            copy.after(Duration.ofHours(3));
            copy.fake.addPart("c0", Map.of("body", "not found"));
            endSearchesForChanges(copy, "conversations", 2);
            copy.sync(Copy::talks);
            copy.after(Duration.ofHours(25));

            SyncReport stopped = copy.sync(engine -> Copy.talks(engine).maxRequests(500));
            copy.after(Duration.ofMinutes(10));
            SyncReport report = copy.sync(Copy::talks);

            assertThat(stopped.status()).as(stopped.toTable()).isEqualTo(Status.STOPPED_AT_BUDGET);
            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent(Copy::talks);
        }
    }

    public static void endSearchesForChanges(Copy copy, String resource, int times) {
        copy.fake.fail(
                request -> request.path().equals("/" + resource + "/search")
                        && request.body().contains("\"updated_at\"")
                        && request.body().contains("150"),
                nothingOf(1),
                times);
    }

    public static InjectedFault nothingOf(int count) {
        return InjectedFault.answer(
                200,
                "application/json",
                "{\"type\":\"list\",\"data\":[],\"conversations\":[],\"total_count\":" + count + ",\"pages\":{}}");
    }

    @Test
    void a_chain_that_always_ends_early_comes_to_its_end_under_the_smallest_budget() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            for (int i = 0; i < 600; i++) {
                copy.fake.conversation("c" + i);
            }
            copy.sync(Copy::talks);
            copy.after(Duration.ofHours(5));
            for (int i = 0; i < 600; i++) {
                copy.fake.addPart("c" + i, Map.of("body", "new"));
                copy.after(Duration.ofSeconds(2));
            }
            copy.after(Duration.ofHours(1));
            List<String> laterPages = new ArrayList<>();
            copy.fake.fail(
                    request -> {
                        if (!isLaterPage(request.body())) {
                            return false;
                        }
                        String cursor = request.body().replaceAll(".*\"starting_after\"", "");
                        if (!laterPages.contains(cursor)) {
                            laterPages.add(cursor);
                        }
                        return laterPages.indexOf(cursor) >= 8;
                    },
                    nothingOf(600),
                    Integer.MAX_VALUE);

            List<Status> statuses = new ArrayList<>();
            for (int run = 0; run < 8; run++) {
                statuses.add(
                        copy.sync(engine -> Copy.talks(engine).maxRequests(500)).status());
                copy.after(Duration.ofMinutes(10));
            }

            assertThat(statuses).contains(Status.INCOMPLETE);
        }
    }

    @Test
    void a_chain_that_a_later_run_goes_on_with_is_compared_with_the_count_too() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            for (int i = 0; i < 400; i++) {
                copy.fake.conversation("c" + i);
            }
            copy.sync();
            copy.after(Duration.ofHours(3));
            for (int i = 0; i < 400; i++) {
                copy.fake.addPart("c" + i, Map.of("body", "new"));
            }
            copy.after(Duration.ofDays(2)); // what a later pass reaches back for is not what is meant here
            AtomicInteger details = new AtomicInteger();
            copy.fake.fail(
                    request -> request.path().matches("/conversations/c.*") && details.incrementAndGet() > 250,
                    InjectedFault.status(401),
                    Integer.MAX_VALUE);
            assertThatThrownBy(copy::sync).isInstanceOf(SyncFailedException.class);
            copy.fake.clearFaults();
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSizeGreaterThan(150);
            copy.after(Duration.ofHours(3));
            copy.fake.fail(request -> isLaterPage(request.body()), nothingOf(400), 1);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    private static boolean isLaterPage(String search) {
        return search.contains("\"updated_at\"") && search.contains("starting_after");
    }

    @Test
    void segments_that_a_first_copy_may_not_read_are_lacking_until_a_sweep_has_read_them() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            personInSegment(copy);
            copy.fake.deny("/segments", 403);
            copy.sync();
            copy.fake.allow("/segments");
            copy.after(Duration.ofHours(3));

            SyncReport before = copy.sync();
            copy.after(Duration.ofDays(1));
            SyncReport swept = copy.sync();

            assertThat(before.collection(USERS).status()).as(before.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(swept.status()).as(swept.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @Test
    void what_a_first_copy_lacks_is_known_although_it_broke_off() {
        try (Copy copy = new Copy(workspace -> workspace.contacts(300))) {
            personInSegment(copy);
            copy.fake.deny("/segments", 403);
            assertThatThrownBy(() -> copy.sync(BreakingSink.after(5, "contacts", copy.sink), engine -> engine))
                    .isInstanceOf(SyncFailedException.class);
            copy.fake.allow("/segments");

            SyncReport resumed = copy.sync();
            copy.after(Duration.ofDays(1));
            SyncReport swept = copy.sync();

            assertThat(resumed.collection(USERS).status()).as(resumed.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(swept.status()).as(swept.toTable()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_sweep_or_a_full_refresh_that_may_not_read_the_segments_takes_nobody_out_of_them(boolean isFull) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            personInSegment(copy);
            copy.sync();
            copy.fake.deny("/segments", 403);
            copy.after(Duration.ofDays(2));

            SyncReport report = copy.sync(engine -> isFull ? engine.fullRefresh() : engine);

            assertThat(report.collection(USERS).status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(copy.sink.rows(USERS).get(List.of("u")).value("segments"))
                    .asString()
                    .contains("\"s\"");
        }
    }

    private static void personInSegment(Copy copy) {
        copy.fake.contact("u").segment("s", Map.of("name", "s")).enterSegment("u", "s");
        copy.after(Duration.ofDays(3));
    }

    @Test
    void profiles_that_were_to_be_added_and_are_not_read_are_told() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("u", Map.of("social_profiles", List.of(Map.of("name", "X", "url", "https://x.com/u"))));
            copy.sync(engine -> engine.collections(USERS));
            copy.after(Duration.ofHours(3));
            copy.fake.deny("/tags", 403);
            SyncReport first = copy.sync(engine -> engine.collections(USERS, SOCIAL_PROFILES));
            copy.fake.allow("/tags");
            copy.after(Duration.ofHours(3));
            SyncReport between = copy.sync(engine -> engine.collections(USERS, SOCIAL_PROFILES));
            copy.after(Duration.ofHours(25));

            SyncReport second = copy.sync(engine -> engine.collections(USERS, SOCIAL_PROFILES));

            assertThat(first.collection(SOCIAL_PROFILES).status())
                    .as(first.toTable())
                    .isEqualTo(Status.INCOMPLETE);
            assertThat(between.collection(SOCIAL_PROFILES).status())
                    .as(between.toTable())
                    .isEqualTo(Status.INCOMPLETE);
            assertThat(second.status()).as(second.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(SOCIAL_PROFILES)).hasSize(1);
        }
    }
}
