package io.intercomsync.internal.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.internal.api.Search;
import io.intercomsync.internal.feed.PassScope;
import io.intercomsync.internal.feed.Slice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search for changes asks for. A copy would hide much of it: the lookback finds again what a bound left out. */
class ChangesSearchTest {
    private static final Instant SINCE = Instant.parse("2026-03-10T10:30:00Z");

    @ParameterizedTest
    @CsvSource({
        "Pacific/Pago_Pago, 2026-03-08", // there it is still the ninth
        "UTC, 2026-03-09",
        "Asia/Kathmandu, 2026-03-09",
        "Pacific/Kiritimati, 2026-03-10", // there it is the eleventh
        "America/New_York, 2026-03-09",
    })
    void K01_and_K02_days_are_asked_for_from_the_midnight_before_the_workspaces_own(String zone, LocalDate day) {
        ZoneId workspace = ZoneId.of(zone);

        assertAsksFrom(day.atStartOfDay(workspace).toEpochSecond(), TimeSearches.byDay(workspace));
    }

    @Test
    void K08_the_second_of_the_bound_is_asked_for() {
        assertAsksFrom(SINCE.getEpochSecond(), TimeSearches.bySecond());
    }

    private static void assertAsksFrom(long second, TimeSearches searches) {
        assertThat(changes(searches).query())
                .isEqualTo(Map.of(
                        "operator",
                        "OR",
                        "value",
                        List.of(
                                Map.of("field", "updated_at", "operator", ">", "value", second),
                                Map.of("field", "updated_at", "operator", "=", "value", second))));
    }

    @Test
    void K34_changes_are_walked_through_by_the_time_of_the_update() {
        assertThat(changes(TimeSearches.bySecond()).sortField()).isEqualTo("updated_at");
        assertThat(TimeSearches.bySecond()
                        .within(Slice.whole("all"), PassScope.full(null))
                        .sortField())
                .as("a whole read, in which what is updated must keep its place")
                .isEqualTo("created_at");
    }

    private static Search changes(TimeSearches searches) {
        return searches.within(Slice.whole("changes"), PassScope.changes(SINCE, SINCE, null));
    }
}
