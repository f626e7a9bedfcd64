package io.intercomsync.pending;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.CollectionReport;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** K83: Intercom refuses single objects. The others are read, and those are told by id, count and the scope that it names. */
class RefusalsTest {
    private static final String SCOPE = "read_some_things";

    static List<InjectedFault> refusals() {
        return List.of(
                InjectedFault.missingScope(SCOPE),
                InjectedFault.status(401, "token_unauthorized", "No, lacking the scope " + SCOPE),
                InjectedFault.status(409, "conflict", "No, lacking the scope " + SCOPE),
                InjectedFault.status(422, "data_invalid", "No, lacking the scope " + SCOPE));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void K83_conversations_that_are_refused_keep_out_no_other(InjectedFault refusal) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(0, 30).forEach(i -> talk(copy, "refused" + i));
            IntStream.range(0, 3).forEach(i -> talk(copy, "good" + i));
            copy.after(Duration.ofDays(1));
            copy.fake.fail("/conversations/refused", refusal, Integer.MAX_VALUE);

            SyncReport report = copy.sync();

            CollectionReport conversations = report.collection(CONVERSATIONS);
            assertThat(conversations.status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(copy.sink.rows(CONVERSATIONS))
                    .containsOnlyKeys(List.of("good0"), List.of("good1"), List.of("good2"));
            assertThat(copy.sink.rows(CONVERSATION_PARTS)).hasSize(3);
            assertThat(conversations.refused()).isEqualTo(30);
            assertThat(conversations.message()).contains("30 records were kept out", SCOPE, "(30)");
            assertThat(conversations.faults())
                    .hasSize(30)
                    .extracting(fault -> fault.id())
                    .contains("refused7");
            copy.fake.clearFaults();
            copy.after(Duration.ofHours(3));
            assertThat(copy.sync().status()).isEqualTo(Status.COMPLETE);
            copy.isCurrent();
        }
    }

    private static void talk(Copy copy, String id) {
        copy.fake.conversation(id).addPart(id, Map.of("body", "b"));
    }

    @Test
    void K83_a_401_for_one_object_while_others_answer_is_a_refusal_of_that_one() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake
                    .company("refused")
                    .company("stays")
                    .contact("u", Map.of("companies", List.of("refused", "stays")));
            copy.sync();
            copy.after(Duration.ofDays(2));
            IntStream.range(0, 3).forEach(i -> talk(copy, "refused" + i));
            IntStream.range(0, 30).forEach(i -> talk(copy, "good" + i));
            copy.fake.leaveCompany("u", "refused");
            copy.fake.fail("/conversations/refused", InjectedFault.status(401), Integer.MAX_VALUE);
            copy.fake.fail("/companies/refused", InjectedFault.status(401), Integer.MAX_VALUE);

            SyncReport report = copy.sync();

            assertThat(copy.sink.rows(CONVERSATIONS)).hasSize(30);
            assertThat(report.collection(CONVERSATIONS).faults())
                    .extracting(fault -> fault.id())
                    .containsExactlyInAnyOrder("refused0", "refused1", "refused2");
            assertThat(report.collection(COMPANIES).message()).contains("401", ": refused");
        }
    }

    @Test
    void K83_a_token_that_ends_during_the_calls_for_single_objects_ends_the_read() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(0, 60).forEach(i -> talk(copy, "c" + i));
            copy.after(Duration.ofDays(1));
            AtomicInteger details = new AtomicInteger();
            copy.fake.beforeEach(request -> {
                if (request.path().startsWith("/conversations/c")) {
                    details.incrementAndGet();
                }
            });
            copy.fake.fail(request -> details.get() > 5, InjectedFault.status(401), Integer.MAX_VALUE);

            assertThatThrownBy(() -> copy.sync(Copy::talks)).isInstanceOf(SyncFailedException.class);

            assertThat(details.get()).isLessThan(60);
        }
    }

    @Test
    void K83_a_token_that_ends_during_the_calls_for_lists_of_people_ends_the_read() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            List<String> tags = IntStream.range(0, 12).mapToObj(i -> "t" + i).toList();
            tags.forEach(tag -> copy.fake.tag(tag, tag));
            IntStream.range(0, 140).forEach(i -> copy.fake.contact("c" + i, Map.of("tags", tags)));
            copy.after(Duration.ofDays(1));
            AtomicInteger lists = new AtomicInteger();
            copy.fake.beforeEach(request -> {
                if (request.path().matches("/contacts/c[0-9]+/tags")) {
                    lists.incrementAndGet();
                }
            });
            copy.fake.fail(request -> lists.get() > 5, InjectedFault.status(401), Integer.MAX_VALUE);

            assertThatThrownBy(
                            () -> copy.sync(engine -> engine.collections(USERS).maxConcurrentCalls(1)))
                    .isInstanceOf(SyncFailedException.class);

            assertThat(lists.get()).isLessThan(10);
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void K83_people_whose_lists_are_refused_are_stored_and_other_lists_are_completed(InjectedFault refusal) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            List<String> tags = IntStream.range(0, 12).mapToObj(i -> "t" + i).toList();
            tags.forEach(tag -> copy.fake.tag(tag, tag));
            IntStream.range(0, 15).forEach(i -> copy.fake.contact("refused" + i, Map.of("tags", tags)));
            copy.fake.contact("good", Map.of("tags", tags));
            copy.after(Duration.ofDays(1));
            copy.fake.fail(request -> request.path().matches("/contacts/refused.*/tags"), refusal, Integer.MAX_VALUE);

            SyncReport report = copy.sync(engine -> engine.collections(USERS));

            assertThat(copy.sink.rows(USERS)).hasSize(16);
            assertThat(tagsOf(copy, "good")).contains("t11", "t9");
            CollectionReport users = report.collection(USERS);
            assertThat(users.status()).as(report.toTable()).isEqualTo(Status.INCOMPLETE);
            assertThat(users.message())
                    .contains("more than ten tags", SCOPE, "(15)", "refused0")
                    .doesNotContain("good");
            copy.fake.clearFaults();
            copy.after(Duration.ofHours(3));
            assertThat(copy.sync(engine -> engine.collections(USERS)).status()).isEqualTo(Status.COMPLETE);
            copy.isCurrent(engine -> engine.collections(USERS));
        }
    }

    private static String tagsOf(Copy copy, String contact) {
        return String.valueOf(copy.sink.rows(USERS).get(List.of(contact)).value("tags"));
    }

    @Test
    void K83_a_contact_that_is_there_is_stored_although_its_tags_are_not_found() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            List<String> tags = IntStream.range(0, 12).mapToObj(i -> "t" + i).toList();
            tags.forEach(tag -> copy.fake.tag(tag, tag));
            copy.fake.contact("u", Map.of("tags", tags));
            copy.fake.fail("/contacts/u/tags", InjectedFault.status(404), Integer.MAX_VALUE);

            SyncReport report = copy.sync(engine -> engine.collections(USERS));

            assertThat(copy.sink.rows(USERS)).containsOnlyKeys(List.of("u"));
            assertThat(report.collection(USERS).message()).contains("more than ten tags", ": u");
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void K83_suspects_that_are_refused_stay_and_the_sweep_removes_the_others(InjectedFault refusal) {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(0, 15).forEach(i -> copy.fake.company("refused" + i).company("gone" + i));
            copy.fake.company("stays").contact("u", Map.of("companies", companies()));
            copy.sync();
            copy.after(Duration.ofDays(2));
            IntStream.range(0, 15).forEach(i -> {
                copy.fake.leaveCompany("u", "refused" + i);
                copy.fake.delete(ObjectType.COMPANIES, "gone" + i);
            });
            copy.fake.fail("/companies/refused", refusal, Integer.MAX_VALUE);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            assertThat(copy.sink.rows(COMPANIES)).hasSize(16).doesNotContainKey(List.of("gone3"));
            assertThat(report.collection(COMPANIES).message()).contains("next sweep", SCOPE, "(15)", "refused0");
        }
    }

    private static List<String> companies() {
        return IntStream.range(0, 31)
                .mapToObj(i -> i == 30 ? "stays" : i < 15 ? "refused" + i : "gone" + (i - 15))
                .toList();
    }

    @Test
    void K83_time_outs_and_faults_of_many_objects_are_an_outage_all_the_same() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            IntStream.range(0, 30).forEach(i -> talk(copy, "c" + i));
            AtomicInteger turn = new AtomicInteger();
            copy.fake.fail(
                    request -> request.path().startsWith("/conversations/c") && turn.incrementAndGet() % 3 == 0,
                    InjectedFault.reset(),
                    Integer.MAX_VALUE);
            copy.fake.fail(
                    request -> request.path().startsWith("/conversations/c"),
                    InjectedFault.status(503),
                    Integer.MAX_VALUE);

            assertThatThrownBy(copy::sync)
                    .isInstanceOfSatisfying(
                            SyncFailedException.class,
                            e -> assertThat(e.report().collection(CONVERSATIONS).message())
                                    .contains("Run again"));
        }
    }

    @Test
    void K84_a_plan_that_lacks_a_collection_is_not_told_as_a_missing_permission() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.fail(
                    "/conversations/search",
                    InjectedFault.status(403, "api_plan_restricted", "Active subscription needed."),
                    Integer.MAX_VALUE);

            SyncReport report = copy.sync(Copy::talks);

            CollectionReport conversations = report.collection(CONVERSATIONS);
            assertThat(conversations.status()).as(report.toTable()).isEqualTo(Status.FORBIDDEN);
            assertThat(conversations.message())
                    .contains("plan of the workspace", "or leave the collection out")
                    .doesNotContain("Give the app");
        }
    }

    @Test
    void K84_the_page_of_a_firewall_is_no_missing_permission() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            copy.fake.fail("/tags", InjectedFault.html(403), Integer.MAX_VALUE);

            assertThatThrownBy(() -> copy.sync(engine -> engine.collections(TAGS)))
                    .isInstanceOfSatisfying(
                            SyncFailedException.class,
                            e -> assertThat(e.report().collection(TAGS).message())
                                    .contains("HTML page", "firewall")
                                    .doesNotContain("permission", "Run again"));
        }
    }
}
