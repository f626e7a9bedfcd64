package io.intercomsync.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intercomsync.internal.json.Json;
import io.intercomsync.model.Contact;
import io.intercomsync.model.IntercomRecord;
import io.intercomsync.model.Tag;
import io.intercomsync.model.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** K105: an encoder made a question mark of each half, so other text came back, and other halves became equal. */
    @Test
    void keeps_halves_of_surrogate_pairs() {
        for (String half : List.of("\uD83D", "\uDE00", "\uDE00\uD83D", "a\uD83Db", "\uD83D\uD83D\uDE00", "\\\uDE00")) {
            String json = "{\"id\":\"" + half.replace("\\", "\\\\") + "\",\"name\":\"\uD83D\uDE00\"}";

            Row row = Row.ofJson(IntercomCollection.TAGS, json);

            assertThat(row.key()).as("%x", (int) half.charAt(0)).containsExactly(half);
            assertThat(row.value("name")).isEqualTo("\uD83D\uDE00");
            assertThat(Row.ofJson(IntercomCollection.TAGS, row.toJson())).isEqualTo(row);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Row.ofJson(IntercomCollection.TAGS, "{\"id\":\"\\\uD83D\"}"));
    }

    @Test
    void keeps_halves_of_surrogate_pairs_in_json_columns() {
        Row row = Row.of(
                IntercomCollection.TAGS, IntercomCollection.TAGS.columns(), List.of("1", "T", "{\"a\":\"\uD83D\"}"));

        Row again = Row.ofJson(IntercomCollection.TAGS, row.toJson());

        assertThat(again.value("extra")).isEqualTo("{\"a\":\"\\ud83d\"}");
        assertThat(Json.read("{\"a\":\"\uD83D\"}")).isEqualTo(Json.read("{\"a\":\"\\ud83d\"}"));
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
        Contact lead = IntercomCollection.record(
                Contact.class, Map.of("id", "1", "email", "a@example.org", "updated_at", Instant.EPOCH));
        List<Column> kept = IntercomCollection.CONTACTS.columns().stream()
                .filter(column -> column.name().matches("id|updated_at"))
                .toList();

        Contact some = (Contact) IntercomCollection.CONTACTS.record(
                IntercomCollection.CONTACTS.row(lead).only(kept));

        assertThat(some)
                .isEqualTo(IntercomCollection.record(Contact.class, Map.of("id", "1", "updated_at", Instant.EPOCH)));
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
        Tag tag = IntercomCollection.record(Tag.class, Map.of("id", "1"));
        Row row = IntercomCollection.TAGS.row(tag);

        assertThatIllegalArgumentException().isThrownBy(() -> IntercomCollection.SEGMENTS.row(tag));
        assertThatIllegalArgumentException().isThrownBy(() -> IntercomCollection.SEGMENTS.record(row));
        assertThatIllegalArgumentException().isThrownBy(() -> row.value("nothing"));
    }

    @Test
    void tells_its_key_and_no_more() {
        Row row = Row.of(IntercomCollection.SOCIAL_PROFILES, Map.of("person_id", "p", "id", "s", "name", "secret"));

        assertThat(row.key()).containsExactly("p", "s");
        assertThat(row).hasToString("Row[social_profiles p s]");
        assertThat(row.updatedAt()).isNull();
    }

    @Test
    void rows_with_all_columns_share_the_list_of_columns() {
        Row row = Row.of(
                IntercomCollection.TAGS,
                new ArrayList<>(IntercomCollection.TAGS.columns()),
                List.of("1", "name", "{}"));

        assertThat(row.columns()).isSameAs(IntercomCollection.TAGS.columns());
    }

    @Test
    void makes_a_record_from_some_of_its_columns() {
        User user = IntercomCollection.record(
                User.class,
                Map.of(
                        "id",
                        "1",
                        "session_count",
                        7,
                        "companies",
                        List.of(Map.of("type", "company", "id", "c")),
                        "location_data",
                        Map.of("city_name", "Dublin")));

        assertThat(user.sessionCount()).isEqualTo(7L);
        assertThat(user.companies()).hasSize(1);
        assertThat(user.email()).isNull();
        assertThat(user.tags()).isEmpty();
        assertThat(IntercomCollection.USERS.row(user).value("location_data_city_name"))
                .isEqualTo("Dublin");
    }

    @ParameterizedTest
    @CsvSource({"nothing, x, has no column nothing", "email, 1, email", "location_data_city_name, x, name that column"})
    void refuses_to_make_a_record_of_a_column_that_cannot_be_set(String column, String value, String message) {
        Object wrong = column.equals("email") ? (Object) Integer.valueOf(value) : value;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntercomCollection.record(User.class, Map.of("id", "1", column, wrong)))
                .withMessageContaining(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntercomCollection.record(User.class, Map.of("email", "a@example.org")))
                .withMessageContaining("without id");
    }
}
