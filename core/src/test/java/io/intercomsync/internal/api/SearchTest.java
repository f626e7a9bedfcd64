package io.intercomsync.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchTest {

    @Test
    void K34_what_changes_during_a_walk_moves_ahead_of_it() {
        Search search = new Search(Search.field("updated_at", ">", 1L), "updated_at");

        assertThat(search.body(150, null)).containsEntry("sort", Map.of("field", "updated_at", "order", "ascending"));
    }
}
