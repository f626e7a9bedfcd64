package io.intercomsync.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SliceTest {
    private static final Slice SLICE = Slice.range("a", 1L, 2L);

    @Test
    void is_done_at_its_end_and_untouched_only_before_its_first_page() {
        assertThat(SLICE.isUntouched()).isTrue();
        assertThat(SLICE.at("cursor", 5)).isEqualTo(new Slice("a", 1L, 2L, "cursor", false, 5, false));
        assertThat(SLICE.at("cursor", 5).isUntouched()).isFalse();
        assertThat(SLICE.at(null, 7)).isEqualTo(new Slice("a", 1L, 2L, null, true, 7, false));
        assertThat(SLICE.at(null, 7).isUntouched()).isFalse();
    }

    @Test
    void a_slice_that_is_read_again_remembers_that() {
        Slice again = SLICE.at("cursor", 5).fromBeginningAgain();

        assertThat(again).isEqualTo(new Slice("a", 1L, 2L, null, false, 0, true));
        assertThat(again.isUntouched()).isFalse();
        assertThat(again.at("later", 2).again()).isTrue();
    }

    @Test
    void only_one_slice_is_of_objects_without_a_date() {
        assertThat(Slice.undated().isUndated()).isTrue();
        assertThat(SLICE.isUndated()).isFalse();
    }
}
