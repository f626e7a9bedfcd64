package io.intercomsync.internal.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.ApiException;
import io.intercomsync.internal.api.Page;
import io.intercomsync.internal.feed.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A chain of pages is read to its end, and one that breaks off is told from one that has ended. */
class PageChainTest {
    private final List<Page> visited = new ArrayList<>();

    @Test
    void a_page_without_objects_is_not_the_end() {
        PageWalk.along(null, pages(page(1, "b"), page(0, "c"), page(1, null)), visited::add);

        assertThat(visited).extracting(Page::size).containsExactly(1, 0, 1);
    }

    @Test
    void a_hundred_empty_pages_may_lead_on_and_one_more_ends_the_walk() {
        PageWalk.along(null, pages(chain(empty(100), page(1, null))), visited::add);
        assertThat(visited).hasSize(101);

        assertThatThrownBy(() -> PageWalk.along(null, pages(chain(empty(101), page(1, null))), visited::add))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("empty pages without an end");
    }

    @Test
    void empty_pages_count_only_in_a_row() {
        List<Page> twice = new ArrayList<>(empty(60));
        twice.add(page(1, "on"));
        twice.addAll(empty(60));

        PageWalk.along(null, pages(chain(twice, page(0, null))), visited::add);

        assertThat(visited).hasSize(122);
    }

    @Test
    void a_chain_that_leads_in_a_circle_ends() {
        Page same = page(2, "on");

        assertThatThrownBy(() -> PageWalk.along(null, cursor -> same, visited::add))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("circle");
        assertThat(visited).hasSize(3);
    }

    @Test
    void a_cursor_of_an_earlier_run_that_is_refused_begins_the_chain_anew() {
        PageWalk.along("old", refusing(400), visited::add);

        assertThat(visited).extracting(Page::size).containsExactly(3);
        assertThatThrownBy(() -> PageWalk.along("old", refusing(500), visited::add))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void a_chain_is_short_once_it_has_ended_before_the_lowest_count() {
        PageCount chain = PageCount.fromBeginning();
        Function<@Nullable String, Page> read = chain.counting(pages(page(2, 5L, "b"), page(2, 4L, null)));

        next(read, null);
        assertThat(chain.isShort()).as("more pages follow").isFalse();
        next(read, "b");

        assertThat(chain.isShort()).as("one has left meanwhile").isFalse();
        assertThat(chain.read()).isEqualTo(4);
    }

    @Test
    void a_chain_that_lacks_one_object_is_short_and_says_how_many_came() {
        PageCount chain = PageCount.fromBeginning();

        next(chain.counting(pages(page(2, 3L, null))), null);

        assertThat(chain.isShort()).isTrue();
        assertThat(chain.gap()).isEqualTo("a search that counts 3 objects came to its end after 2");
    }

    @Test
    void a_chain_without_counts_is_never_short() {
        PageCount chain = PageCount.fromBeginning();

        next(chain.counting(pages(page(2, null, null))), null);

        assertThat(chain.isShort()).isFalse();
    }

    @Test
    void a_resumed_chain_counts_the_objects_before_its_position_if_they_are_known() {
        PageCount known = PageCount.from(Slice.whole("all").at("b", 2));
        PageCount unknown = PageCount.from(Slice.whole("all").at("b", 0));

        next(known.counting(pages(page(1, 4L, null))), "b");
        next(unknown.counting(pages(page(1, 4L, null))), "b");

        assertThat(known.read()).isEqualTo(3);
        assertThat(known.isShort()).isTrue();
        assertThat(unknown.read()).isZero();
        assertThat(unknown.isShort()).isFalse();
    }

    @Test
    void a_chain_that_begins_anew_counts_from_the_beginning() {
        PageCount chain = PageCount.from(Slice.whole("all").at("b", 0));
        Function<@Nullable String, Page> read =
                chain.counting(pages(page(1, 1L, null), page(2, 3L, "c"), page(1, 3L, null)));

        next(read, "b");
        next(read, null);
        next(read, "c");

        assertThat(chain.read()).isEqualTo(3);
        assertThat(chain.isShort()).isFalse();
    }

    private static void next(Function<@Nullable String, Page> chain, @Nullable String cursor) {
        assertThat(chain.apply(cursor)).isNotNull();
    }

    private static Function<@Nullable String, Page> refusing(int status) {
        return cursor -> {
            if (cursor != null) {
                throw new ApiException("refused", status, null, null, null);
            }
            return page(3, null);
        };
    }

    private static Function<@Nullable String, Page> pages(Page... pages) {
        List<Page> waiting = new ArrayList<>(List.of(pages));
        return cursor -> waiting.remove(0);
    }

    private static Page[] chain(List<Page> first, Page last) {
        List<Page> all = new ArrayList<>(first);
        all.add(last);
        return all.toArray(Page[]::new);
    }

    private static List<Page> empty(int count) {
        return IntStream.range(0, count).mapToObj(i -> page(0, "on")).toList();
    }

    private static Page page(int objects, @Nullable String next) {
        return page(objects, null, next);
    }

    private static Page page(int objects, @Nullable Long total, @Nullable String next) {
        List<Map<String, @Nullable Object>> items = IntStream.range(0, objects)
                .mapToObj(i -> Map.<String, @Nullable Object>of("id", next + "/" + i))
                .toList();
        return new Page(items, next, null, null, total, List.of());
    }
}
