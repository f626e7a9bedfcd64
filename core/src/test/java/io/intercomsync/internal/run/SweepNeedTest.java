package io.intercomsync.internal.run;

import static io.intercomsync.testing.OfflineContext.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.internal.resource.ApiResource;
import io.intercomsync.internal.resource.CompaniesResource;
import io.intercomsync.internal.resource.ContactsResource;
import io.intercomsync.internal.resource.ConversationsResource;
import io.intercomsync.internal.state.CarriedState;
import io.intercomsync.internal.state.PendingObjects;
import io.intercomsync.internal.sweep.SweepMemory;
import io.intercomsync.internal.sweep.SweepRules;
import io.intercomsync.sink.InMemorySink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.testing.OfflineContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A sweep is due by time, by the surplus, and after a read of everything. */
class SweepNeedTest {
    private static final int MOST_PROBES = 100;
    private static final Duration DAY = Duration.ofDays(1);

    private final ReadableSink sink = new InMemorySink();

    @Test
    void a_feed_is_swept_if_intercom_does_not_list_its_deletions_and_the_sink_can_be_read_back() {
        assertThat(need(new ContactsResource(), sink, null).isPossible()).isTrue();
        assertThat(need(new ContactsResource(), null, null).isPossible()).isFalse();
        assertThat(need(new ConversationsResource(), sink, null).isPossible()).isFalse();
    }

    @Test
    void a_pass_since_a_start_date_lists_not_all_contacts_but_all_companies() {
        assertThat(need(new ContactsResource(), sink, null).isListedByFullPass())
                .isTrue();
        assertThat(need(new ContactsResource(), sink, NOW).isListedByFullPass()).isFalse();
        assertThat(need(new CompaniesResource(), sink, NOW).isListedByFullPass())
                .isTrue();
        assertThat(need(new ContactsResource(), null, null).isListedByFullPass())
                .isFalse();
    }

    @Test
    void a_sweep_is_due_once_its_interval_has_passed() {
        SweepNeed contacts = need(new ContactsResource(), sink, null);

        assertThat(contacts.isDue(swept(NOW.minus(DAY), 0), 0, false)).isTrue();
        assertThat(contacts.isDue(swept(NOW.minus(DAY).plusSeconds(1), 0), 0, false))
                .isFalse();
        assertThat(contacts.isDue(CarriedState.NONE, 0, false)).isTrue();
    }

    @Test
    void a_sweep_is_due_at_once_if_the_surplus_has_grown_since_the_last_one() {
        SweepNeed contacts = need(new ContactsResource(), sink, null);

        assertThat(contacts.isDue(swept(NOW, 3), 3, false)).isFalse();
        assertThat(contacts.isDue(swept(NOW, 3), 4, false)).isTrue();
    }

    @Test
    void a_refresh_of_contacts_sweeps_at_once_and_one_of_companies_waits() {
        assertThat(need(new ContactsResource(), sink, null).isDue(swept(NOW, 0), 0, true))
                .isTrue();
        assertThat(need(new CompaniesResource(), sink, null).isDue(swept(NOW, 0), 0, true))
                .isFalse();
    }

    @Test
    void a_sweep_asks_for_the_surplus_that_is_not_proved_yet_up_to_its_bound() {
        SweepNeed contacts = need(new ContactsResource(), sink, null);
        SweepMemory oneProved = new SweepMemory(0, Map.of("x", 0L), null, 40, Map.of("gone", "deleted"), Map.of());

        assertThat(contacts.probes(oneProved, 5)).isEqualTo(5);
        assertThat(contacts.probes(oneProved, 0)).isEqualTo(1);
        assertThat(contacts.probes(oneProved, 1_000)).isEqualTo(MOST_PROBES);
        assertThat(contacts.requests(oneProved, 30, 5)).isEqualTo(45);
        assertThat(contacts.requests(oneProved, 50, 5)).isEqualTo(55);
    }

    private static SweepNeed need(ApiResource kind, @Nullable ReadableSink sink, @Nullable Instant startDate) {
        SweepRules rules = new SweepRules(DAY, 0.2, MOST_PROBES);
        return new SweepNeed(
                kind,
                OfflineContext.over(sink),
                new RunOptions(false, startDate, Duration.ZERO, Duration.ZERO, rules, null, null));
    }

    private static CarriedState swept(Instant at, long surplus) {
        return new CarriedState(true, null, at, surplus, SweepMemory.none(), PendingObjects.NONE);
    }
}
