package io.intercomsync.internal.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.internal.api.Page;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether there are objects that no search by time finds, told from counts while others come and go. */
class UndatedTest {

    @ParameterizedTest
    @CsvSource({
        "10 10, 10, false",
        "10 10, 11, true",
        "10 11 11, 11 11, false", // one with a date came between the counts
        "10 9 9, 10 10, true", // one left, which hid the one without a date
        "10 9 9, 10 9, false", // one left after it was listed
        "1 2 3 4 5 6 7 8 9 10 11, 2 3 4 5 6 7 8 9 10 11, true", // the workspace never rests
        "11 10 9 8 7 6 5 4 3 2 1, 10 9 8 7 6 5 4 3 2 1, false",
    })
    void undated_objects_exist_if_the_list_counts_more_than_a_search_at_that_time(
            String dated, String listed, boolean expected) {
        Deque<Long> searches = counts(dated);
        Deque<Long> lists = counts(listed);

        boolean found = SearchPlans.someAreUndated(
                TimeSearches.byDay(ZoneOffset.UTC),
                (search, perPage, cursor) -> page(searches.remove()),
                lists::remove);

        assertThat(found).isEqualTo(expected);
        assertThat(searches).isEmpty();
        assertThat(lists).isEmpty();
    }

    @Test
    void undated_objects_may_exist_if_nothing_is_counted() {
        assertThat(SearchPlans.someAreUndated(
                        TimeSearches.bySecond(), (search, perPage, cursor) -> page(1L), () -> null))
                .isTrue();
    }

    private static Deque<Long> counts(String text) {
        return Stream.of(text.split(" ")).map(Long::valueOf).collect(Collectors.toCollection(ArrayDeque::new));
    }

    private static Page page(Long total) {
        return new Page(List.of(), null, null, null, total, List.of());
    }
}
