package io.intercomsync.hostile;

import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.fake.http.Request;
import io.intercomsync.report.AccessCheck;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Removal;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** K113: a name of a megabyte, in any place where an id stands, goes into no request, key, checkpoint or report. */
class HostileIdsTest {
    private static final String LONG = "x".repeat(1 << 20);
    private static final String JSON = "application/json";
    private static final String ME =
            "{\"type\":\"admin\",\"id\":\"1\",\"app\":{\"id_code\":\"%s\",\"name\":\"%s\",\"region\":\"%s\"}}";

    @Test
    void of_the_contact_that_answers_for_another() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("old").contact("other");
            copy.sync();
            copy.fake.delete(ObjectType.CONTACTS, "old");
            copy.after(Duration.ofDays(2));
            String other = "{\"type\":\"contact\",\"id\":\"" + LONG + "\"}";
            copy.fake.fail("/contacts/old", InjectedFault.answer(200, JSON, other), Integer.MAX_VALUE);
            copy.fake.forgetRequests();

            SyncReport report = copy.sync();

            assertThat(copy.fake.requests()).extracting(Request::path).allMatch(path -> path.length() < 300);
            assertThat(copy.sink.rows(USERS)).containsOnlyKeys(List.of("old"), List.of("other"));
            assertThat(report.collection(USERS).message()).contains("about another id", ": old");
        }
    }

    @Test
    void of_the_survivor_of_a_merge() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.contact("old").contact("other");
            copy.sync();
            copy.fake.merge("old", "other");
            copy.after(Duration.ofDays(2));
            String link = "</contacts/" + "x".repeat(300) + ">; rel=\"canonical\"";
            copy.fake.fail("/contacts/old", InjectedFault.headers(Map.of("Link", link)), Integer.MAX_VALUE);

            copy.sync();

            assertThat(copy.sink.rows(USERS)).containsOnlyKeys(List.of("other"));
            assertThat(copy.sink.removals())
                    .filteredOn(Removal.ByKey.class::isInstance)
                    .extracting(removal -> ((Removal.ByKey) removal).survivor())
                    .containsOnlyNulls();
        }
    }

    @Test
    void of_a_profile_which_is_stored_under_a_hash() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            Map<String, Object> profile =
                    Map.of("type", "social_profile", "id", LONG, "name", "Twitter", "url", "http://twitter.com/u");
            copy.fake.contact("u", Map.of("social_profiles", List.of(profile)));

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(SOCIAL_PROFILES)).hasSize(1).allSatisfy((key, row) -> {
                assertThat(key.get(1)).hasSize(32);
                assertThat(String.valueOf(row.value("extra"))).contains("\"id\":\"xxx");
            });
            assertThat(report.collection(USERS).typeMismatches()).isOne();
        }
    }

    @Test
    void of_the_workspace() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.fail("/me", InjectedFault.answer(200, JSON, ME.formatted(LONG, "", "US")), Integer.MAX_VALUE);

            assertThatThrownBy(() -> copy.sync(engine -> engine.collections(TAGS)))
                    .hasMessageContaining("it names no workspace")
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a\\nforged: line", "a\\u2028forged", "a\\u202eforged"})
    void of_the_name_or_the_region_of_the_workspace(String name) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            String words = name.equals("x") ? LONG : name;
            copy.fake.fail("/me", InjectedFault.answer(200, JSON, ME.formatted("w", words, words)), Integer.MAX_VALUE);

            AccessCheck check = copy.checkAccess();

            assertThat(check.toTable()).hasSizeLessThan(5_000);
            assertThat(List.of(check.workspaceName(), String.valueOf(check.region()), check.remarks() + "", check + ""))
                    .allSatisfy(text ->
                            assertThat(text).hasSizeLessThan(1_000).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028]"));
        }
    }
}
