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
    private static final Selection CHOSEN = new Selection(Set.of(USERS, TAGS), Set.of("users.email"));

    @Test
    void has_the_chosen_collections_without_the_properties_left_out() {
        assertThat(CHOSEN.has(USERS)).isTrue();
        assertThat(CHOSEN.has(CONVERSATIONS)).isFalse();
        assertThat(CHOSEN.hasAny(List.of(CONVERSATIONS, TAGS))).isTrue();
        assertThat(CHOSEN.hasAny(List.of(CONVERSATIONS))).isFalse();
        assertThat(CHOSEN.has(USERS, "name")).isTrue();
        assertThat(CHOSEN.has(USERS, "email")).isFalse();
        assertThat(CHOSEN.columns(USERS))
                .hasSize(USERS.columns().size() - 1)
                .extracting(Column::name)
                .doesNotContain("email");
        assertThat(CHOSEN.columns(TAGS)).isSameAs(TAGS.columns());
        assertThat(CHOSEN.columns(CONVERSATIONS)).isEmpty();
    }

    @Test
    void a_part_of_it_has_no_other_collection() {
        Selection users = CHOSEN.only(List.of(USERS, CONVERSATIONS));

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
        assertThat(CONVERSATION_PARTS.parentColumn()).contains("conversation_id");
    }
}
