package io.intercomsync.attributes;

import static io.intercomsync.collection.IntercomCollection.COMPANIES;
import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.SEGMENTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.ApiVersion;
import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.fake.http.InjectedFault;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Sink;
import io.intercomsync.testing.Copy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The definitions of custom attributes come with all changes of their collections, and never stop a read. */
class AttributeDefinitionsTest {
    private static final String CONTACT_ATTRIBUTES = "/data_attributes";

    @Test
    void come_with_all_changes_of_their_collections() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            attributes(copy);

            List<Changes> written = written(copy);

            assertThat(written)
                    .isNotEmpty()
                    .allSatisfy(changes -> assertThat(changes.attributes())
                            .as(changes.feed())
                            .containsExactlyInAnyOrderElementsOf(
                                    switch (changes.feed()) {
                                        case "contacts" ->
                                            List.of(
                                                    new AttributeDefinition(USERS, "Plan B", "Plan B", "string", false),
                                                    new AttributeDefinition(
                                                            CONTACTS, "Plan B", "Plan B", "string", false));
                                        case "companies" ->
                                            List.of(new AttributeDefinition(
                                                    COMPANIES, "seats", "seats", "integer", false));
                                        case "conversations" ->
                                            List.of(new AttributeDefinition(
                                                    CONVERSATIONS, "won", null, "boolean", false));
                                        default -> List.of();
                                    }));
            assertThat(copy.fake.requestCount("GET", CONTACT_ATTRIBUTES)).isEqualTo(2);
            assertThat(copy.fake.requestCount("GET", "/conversations/attributes"))
                    .isEqualTo(1);
        }
    }

    private static void attributes(Copy copy) {
        copy.fake
                .dataAttribute("contact", "Plan B", "string")
                .dataAttribute("company", "seats", "integer")
                .dataAttribute("conversation", "won", "boolean");
    }

    private static List<Changes> written(Copy copy) {
        List<Changes> written = new ArrayList<>();
        Sink sink = written::add;
        assertThat(copy.sync(sink, engine -> engine).status()).isEqualTo(Status.COMPLETE);
        return written;
    }

    @Test
    void are_asked_for_only_where_a_collection_has_them_and_the_version_tells_them() {
        try (Copy copy = new Copy(workspace -> workspace)) {
            attributes(copy);

            copy.sync(engine -> engine.collections(TAGS, SEGMENTS));
            copy.sync(engine -> engine.collections(USERS).without("users.custom_attributes"));

            assertThat(copy.fake.requestCount("GET", CONTACT_ATTRIBUTES)).isZero();
        }
        try (Copy copy = new Copy(workspace -> workspace).version(ApiVersion.V2_15)) {
            attributes(copy);
            copy.sync();
            assertThat(copy.fake.requestCount("GET", CONTACT_ATTRIBUTES)).isEqualTo(2);
            assertThat(copy.fake.requestCount("GET", "/conversations/attributes"))
                    .isZero();
        }
        try (Copy copy = new Copy(workspace -> workspace).version(ApiVersion.V1_4)) {
            copy.sync(engine -> engine.collections(USERS, CONTACTS, COMPANIES));
            assertThat(copy.fake.requestCount("GET", CONTACT_ATTRIBUTES)).isZero();
        }
    }

    @Test
    void that_may_not_be_read_cost_a_remark_and_nothing_else() {
        try (Copy copy =
                new Copy(workspace -> workspace.contacts(3).companies(2).conversations(2))) {
            copy.fake.deny(CONTACT_ATTRIBUTES, 403).deny("/conversations/attributes", 401);

            SyncReport report = copy.sync();

            assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
            for (var collection : List.of(USERS, COMPANIES, CONVERSATIONS)) {
                assertThat(report.collection(collection).message())
                        .contains("the types of custom attributes are unknown in this run: ");
            }
            assertThat(report.collection(CONTACTS).message()).isNull();
            copy.isCurrent();
        }
    }

    @Test
    void that_cannot_be_read_fail_no_feed() {
        for (InjectedFault fault : List.of(
                InjectedFault.status(500),
                InjectedFault.reset(),
                InjectedFault.emptyBody(),
                InjectedFault.malformedJson())) {
            try (Copy copy =
                    new Copy(workspace -> workspace.contacts(3).companies(2).conversations(2))) {
                copy.fake.fail(request -> request.path().endsWith("attributes"), fault, Integer.MAX_VALUE);

                SyncReport report = copy.sync();

                assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
                copy.isCurrent();
            }
        }
    }
}
