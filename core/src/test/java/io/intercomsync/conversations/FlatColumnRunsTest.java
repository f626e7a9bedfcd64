package io.intercomsync.conversations;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.ApiVersion;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.Row;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.testing.Copy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The flat columns of conversations, as runs fill them from each version of the API. */
class FlatColumnRunsTest {
    private static final String IN_EVERY_VERSION = "(first_contact_reply|conversation_rating|message|user|assignee)_.+";

    @Test
    void a_run_fills_each_flat_column_for_some_conversations() {
        try (Copy copy = workspace(ApiVersion.V2_16)) {
            sync(copy);

            assertThat(filled(copy)).containsAll(flatColumns());
        }
    }

    @Test
    void api_2_14_sends_no_company() {
        try (Copy copy = workspace(ApiVersion.V2_14)) {
            sync(copy);

            Set<String> withoutCompany = flatColumns();
            withoutCompany.remove("company_id");
            assertThat(filled(copy)).containsAll(withoutCompany).doesNotContain("company", "company_id");
        }
    }

    @Test
    void api_1_sends_first_replies_and_ratings_alone() {
        try (Copy copy = workspace(ApiVersion.V1_4)) {
            sync(copy);

            Set<String> flat = flatColumns();
            flat.retainAll(filled(copy));
            assertThat(flat)
                    .allMatch(column -> column.matches(IN_EVERY_VERSION))
                    .contains(
                            "first_contact_reply_created_at",
                            "conversation_rating_value",
                            "conversation_rating_contact_id",
                            "conversation_rating_teammate_id");
        }
    }

    @Test
    void a_property_that_is_left_out_takes_its_flat_columns_with_it() {
        try (Copy copy = workspace(ApiVersion.V2_16)) {
            copy.sync(engine -> Copy.talks(engine).without("conversations.statistics", "conversations.company"));

            assertThat(copy.sink.rows(CONVERSATIONS).values())
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row.columns())
                            .extracting(Column::name)
                            .noneMatch(name -> name.matches("statistics.*|company.*"))
                            .contains("sla_applied_status", "ai_agent_rating", "ticket_id"));
        }
    }

    private static Copy workspace(ApiVersion version) {
        return new Copy(workspace -> workspace.contacts(100).companies(20).conversations(400)).version(version);
    }

    private static void sync(Copy copy) {
        SyncReport report = copy.sync(Copy::talks);
        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
    }

    private static Set<String> flatColumns() {
        return CONVERSATIONS.columns().stream()
                .filter(Column::isFlattened)
                .map(Column::name)
                .collect(Collectors.toSet());
    }

    /** Returns the columns that are not null in some row. */
    private static Set<String> filled(Copy copy) {
        Map<List<String>, Row> rows = copy.sink.rows(CONVERSATIONS);
        return CONVERSATIONS.columns().stream()
                .map(Column::name)
                .filter(name -> rows.values().stream().anyMatch(row -> row.value(name) != null))
                .collect(Collectors.toSet());
    }
}
