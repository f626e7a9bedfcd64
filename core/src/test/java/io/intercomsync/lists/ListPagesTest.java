package io.intercomsync.lists;

import static io.intercomsync.collection.IntercomCollection.ADMINS;
import static io.intercomsync.collection.IntercomCollection.SEGMENTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists that Intercom sends in one answer, should one of them ever come in pages. */
class ListPagesTest {
    private static final String CURSOR = "{\"per_page\":1,\"starting_after\":\"c\"}";

    @ParameterizedTest
    @CsvSource({"segments,SEGMENTS", "tags,TAGS", "admins,ADMINS", "teams,ADMINS"})
    void what_is_on_the_second_page_stays(String path, IntercomCollection collection) {
        try (Copy copy = copy()) {
            copy.sync();
            answer(copy, path, null, CURSOR, "1");
            answer(copy, path, "c", "null", "2");

            SyncReport report = copy.sync(engine -> engine.collections(collection));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(ids(copy, collection)).contains(path + 1, path + 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"2", "'\"https://api.intercom.io/tags?page=2\"'"})
    void pages_are_followed_by_number_too(String next) {
        try (Copy copy = copy()) {
            answer(copy, "tags", null, next, "1");
            answer(copy, "tags", "2", "null", "2");

            SyncReport report = copy.sync(engine -> engine.collections(TAGS));

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(ids(copy, TAGS)).containsExactlyInAnyOrder("tags1", "tags2");
        }
    }

    @Test
    void people_are_known_to_be_in_the_segments_of_the_second_page() {
        try (Copy copy = copy()) {
            copy.fake.contact("u").enterSegment("u", "segments2");
            answer(copy, "segments", null, CURSOR, "1");
            answer(copy, "segments", "c", "null", "2");

            copy.sync(engine -> engine.collections(USERS));

            assertThat(copy.sink.rows(USERS).get(List.of("u")).value("segments"))
                    .asString()
                    .contains("segments2");
        }
    }

    @Test
    void pages_that_lead_in_a_circle_remove_nothing() {
        try (Copy copy = copy()) {
            copy.sync();
            answer(copy, "segments", null, CURSOR, "1");
            answer(copy, "segments", "c", CURSOR, "1");

            assertFails(copy, SEGMENTS, "lead in a circle");
            assertThat(ids(copy, SEGMENTS)).containsExactlyInAnyOrder("segments1", "segments2");
        }
    }

    @Test
    void an_empty_page_that_is_not_the_last_removes_nothing() {
        try (Copy copy = copy()) {
            copy.sync();
            answer(copy, "admins", null, CURSOR);

            assertFails(copy, ADMINS, "empty page");
            assertThat(ids(copy, ADMINS)).contains("admins1", "admins2");
        }
    }

    private static Copy copy() {
        Copy copy = new Copy(workspace -> workspace);
        for (String number : List.of("1", "2")) {
            copy.fake
                    .segment("segments" + number, Map.of("name", number))
                    .tag("tags" + number, number)
                    .admin("admins" + number, Map.of("name", number))
                    .team("teams" + number, Map.of("name", number));
        }
        return copy;
    }

    /** @param asked the page or the cursor that the request names; {@code null} if it names none */
    private static void answer(Copy copy, String path, String asked, String next, String... numbers) {
        List<String> items = List.of(numbers).stream()
                .map(number -> "{\"type\":\"%s\",\"id\":\"%s%s\",\"name\":\"%s\"}"
                        .formatted(path.substring(0, path.length() - 1), path, number, number))
                .toList();
        String body = "{\"type\":\"list\",\"%s\":%s,\"pages\":{\"next\":%s}}".formatted(path, items, next);
        copy.fake.fail(
                request -> request.path().equals("/" + path)
                        && String.valueOf(asked)
                                .equals(request.query()
                                                .getOrDefault(
                                                        "starting_after",
                                                        request.query().get("page")) + ""),
                InjectedFault.answer(200, "application/json", body),
                Integer.MAX_VALUE);
    }

    private static void assertFails(Copy copy, IntercomCollection collection, String message) {
        assertThatThrownBy(() -> copy.sync(engine -> engine.collections(collection)))
                .isInstanceOfSatisfying(
                        SyncFailedException.class,
                        e -> assertThat(e.report().collection(collection).message())
                                .contains(message));
    }

    private static List<String> ids(Copy copy, IntercomCollection collection) {
        return copy.sink.rows(collection).keySet().stream()
                .map(key -> key.get(0))
                .toList();
    }
}
