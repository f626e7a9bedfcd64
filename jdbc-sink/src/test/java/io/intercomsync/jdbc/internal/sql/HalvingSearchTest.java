package io.intercomsync.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HalvingSearchTest {
    private static final List<Integer> ROWS = IntStream.range(0, 2_000).boxed().toList();

    private final List<Integer> refused = new ArrayList<>();
    private int trials;

    private HalvingSearch<Integer> search(Predicate<List<Integer>> isRefused, boolean mayConcernAll) {
        return new HalvingSearch<>(
                rows -> trial(isRefused.test(rows)), (row, error) -> refused.add(row), error -> mayConcernAll);
    }

    private @Nullable SQLException trial(boolean isRefused) {
        trials++;
        return isRefused ? new SQLException("refused") : null;
    }

    private static Predicate<List<Integer>> anyOf(Integer... rows) {
        return tried -> Stream.of(rows).anyMatch(tried::contains);
    }

    @Test
    void finds_each_row_that_is_refused() throws SQLException {
        search(anyOf(0, 7, 1_999), true).run(ROWS);

        assertThat(refused).containsExactly(0, 7, 1_999);
        assertThat(trials).isLessThan(70);
    }

    @Test
    void finds_one_of_two_rows_that_are_refused_together_only() throws SQLException {
        search(rows -> rows.contains(3) && rows.contains(1_500), true).run(ROWS);

        assertThat(refused).containsExactly(1_500);
    }

    @Test
    void gives_up_each_page_after_a_bounded_number_of_trials_when_every_row_is_refused() throws SQLException {
        HalvingSearch<Integer> search = search(rows -> true, true);

        search.run(ROWS);
        search.run(ROWS);

        assertThat(search.isGivenUp()).isTrue();
        assertThat((Throwable) search.lastError()).isNotNull();
        assertThat(refused).hasSize(16);
        assertThat(search.isAnyUntried()).isTrue();
        assertThat(trials).isLessThan(42 + 128 + 16 + 1);
    }

    @Test
    void searches_a_page_after_one_that_was_given_up() throws SQLException {
        HalvingSearch<Integer> search =
                search(rows -> rows.stream().anyMatch(row -> row < 2_000 || row == 2_500), true);

        search.run(ROWS);
        search.run(IntStream.range(2_000, 4_000).boxed().toList());

        assertThat(search.isGivenUp()).isFalse();
        assertThat(search.isAnyUntried()).isTrue();
        assertThat(refused).hasSize(17).contains(2_500);
    }

    @Test
    void gives_up_a_refused_page_after_an_accepted_one() throws SQLException {
        HalvingSearch<Integer> search = search(rows -> rows.stream().anyMatch(row -> row >= 2_000), true);

        search.run(ROWS);
        search.run(IntStream.range(2_000, 4_000).boxed().toList());

        assertThat(search.isGivenUp()).isTrue();
        assertThat(refused).hasSize(16);
    }

    @Test
    void finds_a_short_row_of_accepted_neighbours_among_refused_ones() throws SQLException {
        search(rows -> rows.stream().anyMatch(row -> row < 1_010 || row >= 1_120), true)
                .run(ROWS);

        assertThat(refused).hasSize(1_890).doesNotContainAnyElementsOf(ROWS.subList(1_010, 1_120));
    }

    @Test
    void a_row_that_was_passed_over_without_an_error_is_no_proof_that_rows_are_accepted() throws SQLException {
        HalvingSearch<Integer> search = new HalvingSearch<>(
                new HalvingSearch.Trial<>() {
                    @Override
                    public @Nullable SQLException run(List<Integer> rows) {
                        return trial(!List.of(0).containsAll(rows));
                    }

                    @Override
                    public boolean isProof(List<Integer> rows) {
                        return !List.of(0).containsAll(rows);
                    }
                },
                (row, error) -> refused.add(row),
                error -> true);

        search.run(ROWS);

        assertThat(search.isGivenUp()).isTrue();
        assertThat(trials).isLessThan(180);
    }

    @Test
    void names_every_row_where_each_is_refused_for_its_own_data() throws SQLException {
        HalvingSearch<Integer> search = search(rows -> true, false);

        search.run(ROWS);

        assertThat(search.isGivenUp()).isFalse();
        assertThat((Throwable) search.lastError()).isNull();
        assertThat(refused).isEqualTo(ROWS);
    }

    @Test
    void goes_on_after_many_refused_neighbours_if_a_row_elsewhere_is_accepted() throws SQLException {
        search(rows -> rows.stream().anyMatch(row -> row < 1_000), true).run(ROWS);

        assertThat(refused).isEqualTo(ROWS.subList(0, 1_000));
    }
}
