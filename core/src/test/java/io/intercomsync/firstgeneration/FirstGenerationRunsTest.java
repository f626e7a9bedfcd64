package io.intercomsync.firstgeneration;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.ApiVersion;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.FakeIntercomBuilder;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs by API 1.4: what changed, what broke off, what another application keeps. */
class FirstGenerationRunsTest {

    private static Copy copy(UnaryOperator<FakeIntercomBuilder> workspace) {
        return new Copy(workspace).version(ApiVersion.V1_4);
    }

    @Test
    void K44_changes_no_row_when_nothing_has_changed_and_reads_all_persons_again() {
        try (Copy copy =
                copy(workspace -> workspace.contacts(300).companies(120).conversations(150))) {
            copy.sync();
            copy.after(Duration.ofHours(3));
            copy.fake.forgetRequests();

            SyncReport second = copy.sync();

            assertThat(second.status()).as(second.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(second.collections())
                    .allSatisfy(report -> assertThat(report.changed())
                            .as(report.collection().tableName())
                            .isZero());
            assertThat(second.collection(USERS).rows()
                            + second.collection(CONTACTS).rows())
                    .isEqualTo(300);
            assertThat(copy.fake.requestCount("GET", "/conversations/")).isZero();
        }
    }

    @Test
    void moves_a_lead_that_became_a_user() {
        try (Copy copy = copy(workspace -> workspace)) {
            copy.fake.contact("p", Map.of("role", "lead"));
            copy.sync();
            copy.after(Duration.ofHours(1));

            copy.fake.becomeUser("p");
            copy.sync();

            assertThat(copy.sink.rows(CONTACTS)).isEmpty();
            assertThat(ids(copy, USERS)).containsExactly("p");
        }
    }

    @Test
    void does_not_lose_a_lead_that_becomes_a_user_between_the_two_scrolls() {
        try (Copy copy = copy(workspace -> workspace)) {
            copy.fake.contact("p", Map.of("role", "lead")).contact("u");
            AtomicInteger scrolls = new AtomicInteger();
            copy.fake.beforeEach(request -> {
                if (request.path().endsWith("s/scroll")
                        && !request.path().startsWith("/companies")
                        && request.query().isEmpty()
                        && scrolls.incrementAndGet() == 2) {
                    copy.after(Duration.ofSeconds(2));
                    copy.fake.becomeUser("p");
                }
            });

            copy.sync();

            assertThat(copy.sink.rows(CONTACTS)).isEmpty();
            assertThat(ids(copy, USERS)).containsExactlyInAnyOrder("p", "u");
        }
    }

    @ParameterizedTest
    @CsvSource({"/users/scroll, 404", "/users/scroll, 500", "/contacts/scroll, 404", "/contacts/scroll, 500"})
    void K14_and_K18_a_scroll_that_fails_in_the_middle_starts_anew(String path, int status) {
        try (Copy copy = copy(workspace -> workspace.contacts(1_500))) {
            AtomicInteger pages = new AtomicInteger();
            copy.fake.fail(
                    request -> request.path().equals(path) && pages.incrementAndGet() == 2,
                    InjectedFault.status(status),
                    1);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(report.collection(USERS).rows()
                            + report.collection(CONTACTS).rows())
                    .isEqualTo(1_500);
        }
    }

    @ParameterizedTest
    @CsvSource({"/users/scroll", "/contacts/scroll", "/companies/scroll"})
    void K19_reads_by_pages_when_another_client_keeps_a_scroll(String path) {
        try (Copy copy = copy(workspace -> workspace.contacts(700).companies(300))) {
            copy.fake.fail(
                    path, InjectedFault.status(400, "scroll_exists", "scroll already exists"), Integer.MAX_VALUE);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            copy.fake.clearFaults();
            copy.isCurrent();
        }
    }

    @Test
    void K71_removes_a_tag_that_is_no_longer_listed() {
        try (Copy copy = copy(workspace -> workspace)) {
            copy.fake.tag("t1", "one").tag("t2", "two");
            copy.sync();

            copy.fake.delete(ObjectType.TAGS, "t1");
            copy.sync();

            assertThat(ids(copy, TAGS)).containsExactly("t2");
        }
    }

    @Test
    void reads_the_conversations_that_changed_and_lists_the_others() {
        try (Copy copy = copy(workspace -> workspace.contacts(20).conversations(300))) {
            copy.sync();
            copy.after(Duration.ofHours(3));
            String changed = ids(copy, CONVERSATIONS).iterator().next();
            copy.fake.addPart(changed, Map.of("body", "new"));
            copy.fake.conversation("brand new", Map.of("contacts", List.of()));
            copy.fake.forgetRequests();

            SyncReport report = copy.sync();

            assertThat(report.collection(CONVERSATIONS).rows()).isEqualTo(2);
            assertThat(copy.fake.requestCount("GET", "/conversations")).isLessThan(12);
            copy.isCurrent();
        }
    }

    @Test
    void misses_no_conversation_when_others_are_deleted_while_it_reads() {
        try (Copy copy = copy(workspace -> workspace.contacts(20).conversations(400))) {
            AtomicInteger pages = new AtomicInteger();
            copy.fake.beforeEach(request -> {
                if (request.path().equals("/conversations") && pages.incrementAndGet() > 3) {
                    List<String> left = List.copyOf(truth(copy.fake.truth().conversations()));
                    left.subList(0, 7).forEach(id -> copy.fake.delete(ObjectType.CONVERSATIONS, id));
                    copy.fake.conversation("new " + pages, Map.of("contacts", List.of()));
                }
            });

            copy.sync();
            copy.fake.beforeEach(request -> {});

            assertThat(ids(copy, CONVERSATIONS))
                    .containsAll(truth(copy.fake
                            .truth()
                            .conversations()
                            .filter(conversation ->
                                    !conversation.get("id").toString().startsWith("new"))));
        }
    }

    @Test
    void goes_on_with_the_conversations_that_a_budget_left() {
        try (Copy copy = copy(workspace -> workspace)) {
            copy.fake.contact("u");
            IntStream.range(0, 900).forEach(i -> copy.fake.conversation("c" + i, Map.of("contacts", List.of("u"))));
            copy.after(Duration.ofMinutes(1));

            SyncReport first = copy.sync(engine -> engine.maxRequests(500));
            int stored = copy.sink.rows(CONVERSATIONS).size();
            copy.fake.forgetRequests();
            SyncReport second = copy.sync(engine -> engine.maxRequests(1_000));

            assertThat(first.collection(CONVERSATIONS).status()).isEqualTo(Status.STOPPED_AT_BUDGET);
            assertThat(stored).isPositive().isLessThan(900);
            assertThat(second.status()).as(second.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(CONVERSATIONS)).hasSize(900);
        }
    }

    @Test
    void K39_pages_of_conversations_that_lead_in_a_circle_are_an_error() {
        try (Copy copy = copy(workspace -> workspace)) {
            String circle = "{\"type\":\"conversation.list\",\"conversations\":[{\"id\":\"c\"}],"
                    + "\"pages\":{\"next\":\"/conversations?page=1\"}}";
            copy.fake.conversation("c");
            copy.fake.fail(
                    request -> request.path().equals("/conversations"),
                    InjectedFault.answer(200, "application/json", circle),
                    Integer.MAX_VALUE);

            assertThatThrownBy(() -> copy.sync(engine -> engine.maxRequests(500)))
                    .isInstanceOf(SyncFailedException.class)
                    .hasMessageContaining("circle");
        }
    }

    @Test
    void leaves_out_what_was_last_updated_before_the_start_date() {
        try (Copy copy = copy(workspace -> workspace)) {
            copy.fake
                    .contact("old", Map.of("updated_at", 1_600_000_000))
                    .contact("new", Map.of("updated_at", 1_700_000_000))
                    .conversation("old", Map.of("updated_at", 1_600_000_000))
                    .conversation("new", Map.of("updated_at", 1_700_000_000));

            copy.sync(engine -> engine.startDate(Instant.ofEpochSecond(1_650_000_000)));

            assertThat(ids(copy, USERS)).containsExactly("new");
            assertThat(ids(copy, CONVERSATIONS)).containsExactly("new");
        }
    }

    private static Set<String> ids(Copy copy, IntercomCollection collection) {
        return copy.sink.rows(collection).keySet().stream()
                .map(key -> key.get(0))
                .collect(Collectors.toSet());
    }

    private static Set<String> truth(Stream<Map<String, Object>> objects) {
        return objects.map(object -> object.get("id").toString()).collect(Collectors.toSet());
    }
}
