package io.intercomsync.internal.run;

import static io.intercomsync.testing.OfflineContext.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.PendingObject;
import io.intercomsync.internal.feed.Slice;
import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.resource.CompaniesResource;
import io.intercomsync.internal.resource.ContactsResource;
import io.intercomsync.internal.resource.TagsResource;
import io.intercomsync.internal.state.CarriedState;
import io.intercomsync.internal.state.Coverage;
import io.intercomsync.internal.state.FeedState;
import io.intercomsync.internal.sweep.SweepRules;
import io.intercomsync.testing.OfflineContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run reads everything wherever the checkpoint does not prove that the changes are enough. */
class PassChoiceTest {
    private static final Instant HOUR_AGO = NOW.minus(Duration.ofHours(1));
    private static final PassScope EVERYTHING = PassScope.full(null);
    private static final Coverage TWO_COLUMNS = new Coverage("2.16", Map.of("users", List.of("id", "name")), null);
    private static final Coverage ONE_COLUMN = new Coverage("2.16", Map.of("users", List.of("id")), null);

    private final ApiResource contacts = new ContactsResource();
    private final ApiResource companies = new CompaniesResource();

    @Test
    void a_first_run_reads_everything() {
        assertThat(choice(contacts, null, TWO_COLUMNS, incremental())).isEqualTo(anew());
    }

    @Test
    void a_later_run_reads_what_changed_since_the_last_pass_and_the_lookback_before_it() {
        PassChoice choice = choice(contacts, finished(HOUR_AGO), ONE_COLUMN, incremental());

        Instant since = HOUR_AGO.minus(Duration.ofMinutes(10));
        assertThat(choice).isEqualTo(new PassChoice(false, PassScope.changes(since, HOUR_AGO, null)));
    }

    @Test
    void a_lookback_does_not_reach_behind_1970() {
        assertThat(PassChoice.changesSince(Instant.ofEpochSecond(5), incremental()))
                .isEqualTo(PassScope.changes(Instant.EPOCH, Instant.ofEpochSecond(5), null));
        assertThat(PassChoice.changesSince(Instant.EPOCH.plus(Duration.ofMinutes(11)), incremental())
                        .since())
                .isEqualTo(Instant.EPOCH.plus(Duration.ofMinutes(1)));
    }

    @Test
    void columns_that_were_not_read_before_make_the_feed_read_from_the_start() {
        FeedState held = FeedState.planned(ONE_COLUMN, EVERYTHING, HOUR_AGO, List.of(), CarriedState.NONE)
                .ended();

        assertThat(choice(contacts, held, TWO_COLUMNS, incremental())).isEqualTo(anew());
    }

    @Test
    void a_pass_of_the_future_proves_nothing() {
        assertThat(choice(contacts, finished(NOW.plus(Duration.ofDays(1))), TWO_COLUMNS, incremental()))
                .isEqualTo(anew());
    }

    @Test
    void an_unfinished_pass_is_resumed() {
        PassScope changes = PassScope.changes(Instant.EPOCH, HOUR_AGO, null);

        assertThat(choice(contacts, unfinished(EVERYTHING), TWO_COLUMNS, incremental()))
                .isEqualTo(new PassChoice(true, EVERYTHING));
        assertThat(choice(contacts, unfinished(changes), TWO_COLUMNS, incremental()))
                .isEqualTo(new PassChoice(true, changes));
    }

    @Test
    void a_full_refresh_resumes_only_a_pass_that_asks_for_everything() {
        PassScope changes = PassScope.changes(Instant.EPOCH, HOUR_AGO, null);
        PassScope missing = PassScope.missing(HOUR_AGO, null);

        assertThat(choice(contacts, unfinished(EVERYTHING), TWO_COLUMNS, refresh()))
                .isEqualTo(new PassChoice(true, EVERYTHING));
        assertThat(choice(contacts, unfinished(changes), TWO_COLUMNS, refresh()))
                .isEqualTo(anew());
        assertThat(choice(contacts, unfinished(missing), TWO_COLUMNS, refresh()))
                .isEqualTo(anew());
        assertThat(choice(contacts, finished(HOUR_AGO), TWO_COLUMNS, refresh())).isEqualTo(anew());
    }

    @Test
    void companies_wait_for_their_interval() {
        Instant dayAgo = NOW.minus(Duration.ofDays(1));

        assertThat(choice(companies, finished(dayAgo.plusSeconds(1)), TWO_COLUMNS, incremental()))
                .isEqualTo(new PassChoice(false, null));
        assertThat(choice(companies, finished(dayAgo), TWO_COLUMNS, incremental()))
                .isEqualTo(anew());
    }

    @Test
    void companies_do_not_wait_if_something_is_missing_or_everything_is_wanted() {
        FeedState pending = finished(HOUR_AGO)
                .withPending(Map.of("1", Optional.of(new PendingObject(IntercomCollection.COMPANIES, 0))));
        FeedState lost = finished(HOUR_AGO).withLosses(Map.of(IntercomCollection.COMPANIES, 1L));

        assertThat(choice(companies, pending, TWO_COLUMNS, incremental())).isEqualTo(anew());
        assertThat(choice(companies, lost, TWO_COLUMNS, incremental())).isEqualTo(anew());
        assertThat(choice(companies, unfinished(EVERYTHING), TWO_COLUMNS, incremental()))
                .isEqualTo(anew());
        assertThat(choice(companies, finished(HOUR_AGO), TWO_COLUMNS, refresh()))
                .isEqualTo(anew());
    }

    @Test
    void a_short_list_is_read_in_every_run() {
        assertThat(choice(new TagsResource(), finished(HOUR_AGO), TWO_COLUMNS, incremental()))
                .isEqualTo(anew());
    }

    private static PassChoice choice(ApiResource kind, FeedState held, Coverage wanted, RunOptions choices) {
        return PassChoice.of(kind, held, wanted, choices, OfflineContext.over(null));
    }

    private static PassChoice anew() {
        return new PassChoice(false, EVERYTHING);
    }

    private static FeedState unfinished(PassScope scope) {
        return FeedState.planned(TWO_COLUMNS, scope, HOUR_AGO, List.of(Slice.whole("all")), CarriedState.NONE);
    }

    private static FeedState finished(Instant planned) {
        return FeedState.planned(TWO_COLUMNS, EVERYTHING, planned, List.of(), CarriedState.NONE)
                .ended();
    }

    private static RunOptions incremental() {
        return options(false);
    }

    private static RunOptions refresh() {
        return options(true);
    }

    private static RunOptions options(boolean isRefresh) {
        SweepRules sweeps = new SweepRules(Duration.ofDays(1), 0.2, 100);
        return new RunOptions(isRefresh, null, Duration.ofMinutes(10), Duration.ofDays(1), sweeps, null, null);
    }
}
