package io.intercomsync.testkit;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.json.Json;
import io.intercomsync.sink.Sink;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of the contract about values: each value that is written must be stored. */
abstract class SinkValueTests extends SinkTests {

    @ParameterizedTest
    @EnumSource
    void many_records_of_any_content_are_stored_and_stored_again(IntercomCollection collection) {
        Sink sink = sink();
        Row[] rows = new Row[60];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < rows.length; i++) {
                rows[i] = records.row(collection, "id" + i, "p" + i % 7, round == 0 ? T1 : T2);
            }
            sink.write(changes(rows));
        }

        assertWhole(collection, rows);
    }

    @Test
    void a_null_replaces_a_value() {
        Sink sink = sink();
        Row row = with(records.row(USERS, "1", T1), "name", "somebody");
        sink.write(changes(row));

        Row gone = with(row, "name", null);
        sink.write(changes(gone));

        assertValues(USERS, List.of("name"), gone);
    }

    @Test
    void empty_text_stays_empty_and_is_not_null() {
        Row row = with(records.row(USERS, "1", T1), "name", "");

        sink().write(changes(row));

        assertThat(stored(USERS).get(0).value("name")).isEqualTo("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nul \u0000 inside",
                "\uD83D",
                "\uDE00\uD83D",
                "\uD83D\uDE00",
                "' \" ` ; -- /* \\ \\N \\. $$ $1 ? :name {d}",
                "'); drop table users; --",
                "\t\r\n\b\f\u0007\u001f",
                "\u2028\u2029\uFEFF\u202E",
                "  padded  ",
                "NULL"
            })
    void hostile_text_is_kept(String text) {
        Row row = with(records.row(USERS, "id " + text, T1), "name", text);
        row = with(row, "custom_attributes", objectOf(text, text));

        Row other = records.row(USERS, "other", T1);
        sink().write(changes(row, other));

        assertValues(USERS, List.of("name", "custom_attributes"), row, other);
    }

    @Test
    void texts_of_megabytes_are_kept() {
        Row part = records.row(CONVERSATION_PARTS, "1", T1);
        part = with(part, "body", "\u00e9\uD83D\uDE00x".repeat(1_000_000));
        part = with(part, "metadata", objectOf("text", "0123456789".repeat(200_000)));

        sink().write(changes(part));

        assertValues(CONVERSATION_PARTS, List.of("body", "metadata"), part);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00Z",
                "1582-10-10T12:00:00Z",
                "1899-12-31T23:59:59.999999Z",
                "1969-12-31T23:59:59.999Z",
                "1970-01-01T00:00:00Z",
                "2024-03-31T01:30:00.123456Z",
                "2024-02-29T23:59:59.123456789Z",
                "9999-12-31T23:59:59Z"
            })
    void times_are_kept_to_the_microsecond(String time) {
        Row row = with(records.row(CONVERSATIONS, "1", T1), "waiting_since", Instant.parse(time));

        sink().write(changes(row));

        assertValues(CONVERSATIONS, List.of("waiting_since"), row);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE})
    void whole_numbers_are_kept(long number) {
        Row row = with(records.row(COMPANIES, "1", T1), "session_count", number);

        sink().write(changes(row));

        assertValues(COMPANIES, List.of("session_count"), row);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.1",
                "1.10",
                "37.774929512345678",
                "99999999999999999999999999999.999999999",
                "123456789012345678901234567890123456789012345678901234567890.123456789012345678901234567890",
                "1E+60",
                "1E-60"
            })
    void decimals_keep_their_digits(String number) {
        Sink sink = sink();
        Row before = with(records.row(COMPANIES, "before", T1), "monthly_spend", new BigDecimal("12.345678901"));
        sink.write(changes(before));
        Row row = with(records.row(COMPANIES, "1", T1), "monthly_spend", new BigDecimal(number));

        sink.write(changes(row));
        Row after = with(records.row(COMPANIES, "after", T1), "monthly_spend", new BigDecimal("7"));
        sink.write(changes(after));

        assertValues(COMPANIES, List.of("monthly_spend"), before, row, after);
    }

    @Test
    void numbers_in_json_keep_their_digits() {
        Row row = with(
                records.row(COMPANIES, "1", T1),
                "custom_attributes",
                "{\"a\":123456789012345678901234567890.123456789,\"b\":1.0,\"c\":9223372036854775808,\"d\":[1E+30]}");

        sink().write(changes(row));

        assertValues(COMPANIES, List.of("custom_attributes"), row);
    }

    @Test
    void a_row_may_lack_the_properties_that_were_left_out() {
        List<Column> some = new ArrayList<>(USERS.columns());
        some.removeIf(
                column -> column.property().equals("email") || column.property().equals("location_data"));
        Sink sink = sink();
        Row one = records.row(USERS, "1", T1).only(some);
        sink.write(changes(one));

        Row whole = records.row(USERS, "2", T1);
        sink.write(changes(whole));
        Row two = records.row(USERS, "3", T1).only(some);
        sink.write(changes(two));

        assertStored(USERS, one, whole, two);
    }

    @Test
    void no_content_of_a_row_reaches_another_collection() {
        Row tag = with(records.row(TAGS, "1", T1), "name", "x\"; drop table intercom.users; --");
        Row user = records.row(USERS, "1", T1);

        sink().write(changes(user, tag));

        assertStored(USERS, user);
        assertValues(TAGS, List.of("name"), tag);
    }

    private static String objectOf(String name, Object value) {
        return Json.write(Map.of(name, value));
    }
}
