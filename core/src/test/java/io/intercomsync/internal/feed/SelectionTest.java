package io.intercomsync.internal.feed;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.Column;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private final Selection chosen = new Selection(Set.of(USERS, TAGS), Set.of("users.email"));

    @Test
    void has_the_chosen_collections_without_the_properties_left_out() {
        assertThat(chosen.has(USERS)).isTrue();
        assertThat(chosen.has(CONVERSATIONS)).isFalse();
        assertThat(chosen.hasAny(List.of(CONVERSATIONS, TAGS))).isTrue();
        assertThat(chosen.hasAny(List.of(CONVERSATIONS))).isFalse();
        assertThat(chosen.among(List.of(TAGS, CONVERSATIONS, USERS))).containsExactly(TAGS, USERS);
        assertThat(chosen.has(USERS, "name")).isTrue();
        assertThat(chosen.has(USERS, "email")).isFalse();
        assertThat(chosen.columns(USERS))
                .hasSize(USERS.columns().size() - 1)
                .extracting(Column::name)
                .doesNotContain("email");
        assertThat(chosen.columns(TAGS)).isSameAs(TAGS.columns());
        assertThat(chosen.columns(CONVERSATIONS)).isEmpty();
    }

    @Test
    void a_part_of_it_has_no_other_collection() {
        Selection users = chosen.only(List.of(USERS, CONVERSATIONS));

        assertThat(users.has(USERS, "name")).isTrue();
        assertThat(users.has(TAGS)).isFalse();
        assertThat(users.has(CONVERSATIONS)).isFalse();
    }

    @Test
    void leaves_out_no_property_that_rows_cannot_do_without() {
        assertThat(Selection.property("Users.EMAIL")).isEqualTo("users.email");
        for (String needed : List.of("users.id", "users.updated_at", "conversation_parts.conversation_id")) {
            assertThatThrownBy(() -> Selection.property(needed)).hasMessage("Cannot do without " + needed);
        }
        for (String wrong : List.of("email", ".email", "people.email")) {
            assertThatThrownBy(() -> Selection.property(wrong)).hasMessage("Not table.property: " + wrong);
        }
        assertThatThrownBy(() -> Selection.property("users.shoe_size"))
                .hasMessage("There is no property users.shoe_size");
        assertThatThrownBy(() -> Selection.property("conversations.statistics_time_to_admin_reply"))
                .hasMessageEndingWith("; the column goes with conversations.statistics");
        assertThat(CONVERSATION_PARTS.parentColumn()).contains("conversation_id");
    }
}
