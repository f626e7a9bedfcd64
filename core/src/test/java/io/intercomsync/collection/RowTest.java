package io.intercomsync.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intercomsync.internal.json.Json;
import io.intercomsync.model.Contact;
import io.intercomsync.model.ContactBuilder;
import io.intercomsync.model.IntercomRecord;
import io.intercomsync.model.SocialProfileBuilder;
import io.intercomsync.model.Tag;
import io.intercomsync.model.TagBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowTest {

    @ParameterizedTest
    @EnumSource
    void a_record_comes_back_from_its_row_without_loss(IntercomCollection collection) {
        for (long seed = 0; seed < 500; seed++) {
            IntercomRecord record = new RandomRecords(seed).next(collection);

            Row row = collection.row(record);
            IntercomRecord again = collection.record(row);

            assertThat(again).as("%s, seed %s", collection, seed).isEqualTo(record);
            assertThat(collection.row(again))
                    .as("%s, seed %s", collection, seed)
                    .isEqualTo(row);
            assertThat(Row.of(collection, row.columns(), row.values()))
                    .isEqualTo(row)
                    .hasSameHashCodeAs(row);
            assertThat(Json.readObject(row.toJson()).keySet())
                    .containsExactlyElementsOf(
                            row.columns().stream().map(Column::name).toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_row_keeps_its_values_when_columns_are_left_out(IntercomCollection collection) {
        for (long seed = 0; seed < 100; seed++) {
            Row row = collection.row(new RandomRecords(seed).next(collection));
            List<Column> kept = new ArrayList<>();
            for (Column column : collection.columns()) {
                if (collection.keyColumns().contains(column.name()) || (column.hashCode() + seed) % 3 == 0) {
                    kept.add(column);
                }
            }

            Row some = row.only(kept);

            assertThat(some.columns()).isEqualTo(kept);
            assertThat(some.key()).isEqualTo(row.key());
            kept.forEach(column -> assertThat(some.value(column.name())).isEqualTo(row.value(column.name())));
            assertThat(row.only(row.columns())).isSameAs(row);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_row_comes_back_from_its_json_without_loss(IntercomCollection collection) {
        for (long seed = 0; seed < 500; seed++) {
            Row row = collection.row(new RandomRecords(seed).next(collection));
            List<Column> kept = row.columns().stream()
                    .filter(column ->
                            collection.keyColumns().contains(column.name()) || row.value(column.name()) != null)
                    .toList();

            assertThat(Row.ofJson(collection, row.toJson()))
                    .as("%s, seed %s", collection, seed)
                    .isEqualTo(row);
            assertThat(Row.ofJson(collection, row.only(kept).toJson())).isEqualTo(row.only(kept));
        }
    }

    @Test
    void passes_over_what_is_no_column_and_refuses_what_is_no_row() {
        assertThat(Row.ofJson(IntercomCollection.TAGS, "{\"other\":{},\"id\":\"1\"}")
                        .key())
                .containsExactly("1");

        for (String bad : List.of(
                "",
                "[]",
                "{\"id\":",
                "{}",
                "{\"id\":null}",
                "{\"id\":1}",
                "{\"id\":\"1\",\"created_at\":\"May\"}",
                "{\"id\":\"1\",\"created_at\":1}",
                "{\"id\":\"1\",\"session_count\":1.5}")) {
            assertThatIllegalArgumentException()
                    .as(bad)
                    .isThrownBy(() -> Row.ofJson(IntercomCollection.USERS, bad))
                    .withMessageNotContaining("May");
        }
    }

    @Test
    void a_record_of_a_row_without_a_column_has_null_or_nothing_there() {
        Contact lead = ContactBuilder.builder()
                .id("1")
                .email("a@example.org")
                .updatedAt(Instant.EPOCH)
                .build();
        List<Column> kept = IntercomCollection.CONTACTS.columns().stream()
                .filter(column -> column.name().matches("id|updated_at"))
                .toList();

        Contact some = (Contact) IntercomCollection.CONTACTS.record(
                IntercomCollection.CONTACTS.row(lead).only(kept));

        assertThat(some)
                .isEqualTo(ContactBuilder.builder()
                        .id("1")
                        .updatedAt(Instant.EPOCH)
                        .build());
        assertThat(some.tags()).isEmpty();
    }

    @Test
    void refuses_values_that_are_not_of_their_columns_type() {
        List<Column> columns = IntercomCollection.TAGS.columns();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Row.of(IntercomCollection.TAGS, columns, Arrays.asList("1", 2L, "{}")))
                .withMessageContaining("name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Row.of(IntercomCollection.TAGS, columns, Arrays.asList(null, "a", "{}")))
                .withMessageContaining("without id");
        assertThatIllegalArgumentException().isThrownBy(() -> Row.of(IntercomCollection.TAGS, columns, List.of("1")));
    }

    @Test
    void refuses_what_is_of_another_collection() {
        Tag tag = TagBuilder.builder().id("1").build();
        Row row = IntercomCollection.TAGS.row(tag);

        assertThatIllegalArgumentException().isThrownBy(() -> IntercomCollection.SEGMENTS.row(tag));
        assertThatIllegalArgumentException().isThrownBy(() -> IntercomCollection.SEGMENTS.record(row));
        assertThatIllegalArgumentException().isThrownBy(() -> row.value("nothing"));
    }

    @Test
    void tells_its_key_and_no_more() {
        Row row = IntercomCollection.SOCIAL_PROFILES.row(SocialProfileBuilder.builder()
                .personId("p")
                .id("s")
                .name("secret")
                .extra(Map.of())
                .build());

        assertThat(row.key()).containsExactly("p", "s");
        assertThat(row).hasToString("Row[social_profiles p s]");
        assertThat(row.updatedAt()).isNull();
    }
}
