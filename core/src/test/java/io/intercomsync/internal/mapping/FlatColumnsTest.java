package io.intercomsync.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.internal.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members of a conversation's nested objects fill columns of their own; the JSON columns keep everything. */
class FlatColumnsTest {
    /** The nested objects of a conversation with all the members that Intercom describes, with its own examples as values. */
    private static final String COMPLETE = """
            {"type":"conversation","id":"503",
             "first_contact_reply":{"created_at":1663597223,"type":"conversation",
              "url":"https://developers.intercom.com/"},
             "statistics":{"type":"conversation_statistics","time_to_assignment":2310,"time_to_admin_reply":2311,
              "time_to_first_close":2312,"time_to_last_close":2313,"median_time_to_reply":2314,
              "first_contact_reply_at":1663597233,"first_assignment_at":1663597234,"first_admin_reply_at":1663597235,
              "first_close_at":1663597236,"last_assignment_at":1663597237,"last_assignment_admin_reply_at":1663597238,
              "last_contact_reply_at":1663597239,"last_admin_reply_at":1663597240,"last_close_at":1663597241,
              "last_closed_by_id":"c3po","count_reopens":1,"count_assignments":2,"count_conversation_parts":3,
              "assigned_team_first_response_time":[{"team_id":100,"team_name":"Team One","response_time":2315}],
              "assigned_team_first_response_time_in_office_hours":[{"team_id":100,"team_name":"Team One",
               "response_time":2316}],"handling_time":2317,"adjusted_handling_time":1800},
             "conversation_rating":{"rating":5,"remark":"Great!","created_at":1671028894,"updated_at":1671028895,
              "contact":{"type":"contact","id":"5ba682d23d7cf92bef87bfd4","external_id":"f3b87a2e09d514c6c2e79b9a"},
              "teammate":{"type":"admin","id":1235}},
             "sla_applied":{"type":"conversation_sla_summary","sla_name":"Four hours","sla_status":"hit"},
             "ai_agent":{"source_type":"workflow","source_title":"My AI Workflow","last_answer_type":"ai_answer",
              "resolution_state":"assumed_resolution","rating":4,"rating_remark":"Very helpful!",
              "created_at":1663597260,"updated_at":1663597261,"content_sources":{"type":"content_source.list",
               "total_count":1,"content_sources":[{"content_type":"content_snippet",
                "url":"/fin-ai-agent/content?content=content_snippet&id=3234924","title":"My internal content snippet",
                "locale":"en"}]}},
             "ticket":{"type":"ticket","id":7583,"ticket_id":"12"},
             "company":{"type":"company","id":"6762f09a1bb69f9f2193bb34","company_id":"remote_companies_scroll_2"}}""";

    private static final Set<String> OBJECTS = Set.of(
            "first_contact_reply", "statistics", "conversation_rating", "sla_applied", "ai_agent", "ticket", "company");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            first_contact_reply_created_at             | 2022-09-19T14:20:23Z
            first_contact_reply_type                   | conversation
            first_contact_reply_url                    | https://developers.intercom.com/
            statistics_time_to_assignment              | 2310
            statistics_time_to_admin_reply             | 2311
            statistics_time_to_first_close             | 2312
            statistics_time_to_last_close              | 2313
            statistics_median_time_to_reply            | 2314
            statistics_first_contact_reply_at          | 2022-09-19T14:20:33Z
            statistics_first_assignment_at             | 2022-09-19T14:20:34Z
            statistics_first_admin_reply_at            | 2022-09-19T14:20:35Z
            statistics_first_close_at                  | 2022-09-19T14:20:36Z
            statistics_last_assignment_at              | 2022-09-19T14:20:37Z
            statistics_last_assignment_admin_reply_at  | 2022-09-19T14:20:38Z
            statistics_last_contact_reply_at           | 2022-09-19T14:20:39Z
            statistics_last_admin_reply_at             | 2022-09-19T14:20:40Z
            statistics_last_close_at                   | 2022-09-19T14:20:41Z
            statistics_last_closed_by_id               | c3po
            statistics_count_reopens                   | 1
            statistics_count_assignments               | 2
            statistics_count_conversation_parts        | 3
            statistics_assigned_team_first_response_time                 | [{"response_time":2315,"team_id":100,"team_name":"Team One"}]
            statistics_assigned_team_first_response_time_in_office_hours | [{"response_time":2316,"team_id":100,"team_name":"Team One"}]
            statistics_handling_time                   | 2317
            statistics_adjusted_handling_time          | 1800
            conversation_rating_value                  | 5
            conversation_rating_remark                 | Great!
            conversation_rating_created_at             | 2022-12-14T14:41:34Z
            conversation_rating_updated_at             | 2022-12-14T14:41:35Z
            conversation_rating_contact_id             | 5ba682d23d7cf92bef87bfd4
            conversation_rating_teammate_type          | admin
            conversation_rating_teammate_id            | 1235
            sla_applied_name                           | Four hours
            sla_applied_status                         | hit
            sla_applied_type                           | conversation_sla_summary
            ai_agent_source_type                       | workflow
            ai_agent_source_title                      | My AI Workflow
            ai_agent_last_answer_type                  | ai_answer
            ai_agent_resolution_state                  | assumed_resolution
            ai_agent_rating                            | 4
            ai_agent_rating_remark                     | Very helpful!
            ai_agent_created_at                        | 2022-09-19T14:21:00Z
            ai_agent_updated_at                        | 2022-09-19T14:21:01Z
            ai_agent_content_sources                   | {"content_sources":[{"content_type":"content_snippet","locale":"en","title":"My internal content snippet","url":"/fin-ai-agent/content?content=content_snippet&id=3234924"}],"total_count":1,"type":"content_source.list"}
            ticket_id                                  | 7583
            company_id                                 | 6762f09a1bb69f9f2193bb34
            """)
    void shows_each_member_of_a_complete_conversation(String column, String value) {
        Row row = row(COMPLETE);

        assertThat(row.value(column)).hasToString(value);
    }

    @Test
    void shows_no_column_that_the_complete_conversation_leaves_empty() {
        Row row = row(COMPLETE);

        assertThat(flatColumns())
                .hasSize(46)
                .allSatisfy(column ->
                        assertThat(row.value(column.name())).as(column.name()).isNotNull());
    }

    @Test
    void has_null_in_each_column_where_intercom_sends_no_object() {
        for (String json : List.of("{\"id\":\"1\"}", withAll("null"), withAll("{}"))) {
            Row row = row(json);

            assertThat(flatColumns())
                    .allSatisfy(column -> assertThat(row.value(column.name()))
                            .as(column.name())
                            .isNull());
        }
    }

    private static String withAll(String value) {
        Map<String, Object> json = new LinkedHashMap<>(Map.of("id", "1"));
        OBJECTS.forEach(name -> json.put(name, Json.read(value)));
        return Json.write(json);
    }

    @Test
    void fills_the_columns_of_api_1_with_what_it_sends() {
        Row row = row("""
                {"type":"conversation","id":"1",
                 "customer_first_reply":{"created_at":1468236397,"type":"conversation","url":"https://someurl"},
                 "conversation_rating":{"rating":4,"remark":"Fine","created_at":1468236398,
                  "customer":{"type":"user","id":"u"},"teammate":{"type":"admin","id":"7"}}}""");

        assertThat(row.value("first_contact_reply_created_at")).isEqualTo(Instant.ofEpochSecond(1468236397));
        assertThat(row.value("first_contact_reply_url")).isEqualTo("https://someurl");
        assertThat(row.value("conversation_rating_value")).isEqualTo(4L);
        assertThat(row.value("conversation_rating_contact_id")).isEqualTo("u");
        assertThat(row.value("conversation_rating_teammate_id")).isEqualTo("7");
        assertThat(flatColumns().stream()
                        .map(Column::name)
                        .filter(name -> name.matches("(statistics|sla_applied|ai_agent|ticket|company)_.*")))
                .allSatisfy(name -> assertThat(row.value(name)).as(name).isNull());
    }

    @ParameterizedTest
    @CsvSource({
        "time_to_admin_reply, 12.5",
        "time_to_admin_reply, \"soon\"",
        "time_to_admin_reply, true",
        "time_to_admin_reply, 12345678901234567890",
        "time_to_admin_reply, {\"a\":1}",
        "first_close_at, \"soon\"",
        "first_close_at, 1e300",
        "last_closed_by_id, [7]",
        "assigned_team_first_response_time, \"none\""
    })
    void leaves_a_column_null_that_cannot_hold_what_was_sent_and_keeps_it_in_the_json(String member, String wrong) {
        String statistics = "{\"" + member + "\":" + wrong + ",\"handling_time\":\"60\"}";

        MappedRecord mapped = MappingSupport.map("conversation", "{\"id\":\"1\",\"statistics\":" + statistics + "}");

        Row row = MappingSupport.row(mapped.record());
        assertThat(row.value("statistics_" + member)).isNull();
        assertThat(row.value("statistics_handling_time")).isEqualTo(60L);
        assertThat(Json.read((String) row.value("statistics"))).isEqualTo(Json.read(statistics));
        assertThat(mapped.typeMismatches()).isZero(); // the JSON column holds it
    }

    @Test
    void shows_the_member_of_the_json_column_whatever_it_is() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            Row row = row(Json.write(randomized(Json.read(COMPLETE), random)));

            for (Column column : flatColumns()) {
                assertThat(row.value(column.name()))
                        .as("seed %s: %s of %s", seed, column.name(), row.value(column.property()))
                        .isEqualTo(expected(column, row.value(column.property())));
            }
        }
    }

    /** Returns the object with a random value in place of some members. */
    private static Object randomized(Object json, Random random) {
        if (!(json instanceof Map<?, ?> object)) {
            return json;
        }
        Map<String, Object> changed = new LinkedHashMap<>();
        object.forEach((name, value) -> {
            boolean isChanged = !name.equals("id") && !OBJECTS.contains(name) && random.nextInt(3) == 0;
            changed.put((String) name, isChanged ? value(random) : randomized(value, random));
        });
        return changed;
    }

    private static Object value(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> (long) random.nextInt();
            case 3 -> String.valueOf(random.nextInt());
            case 4 -> new BigDecimal(random.nextInt(1_000) + ".5");
            case 5 -> "text " + random.nextInt();
            case 6 -> List.of(Map.of("a", 1L));
            default -> Map.of("id", (long) random.nextInt(1_000));
        };
    }

    /** Works out a column from its JSON column alone, without the model. */
    static Object expected(Column column, Object json) {
        Object member = json == null ? null : Json.read((String) json);
        for (String name : path(column)) {
            member = member instanceof Map<?, ?> object ? object.get(name) : null;
        }
        boolean isText = member instanceof String || member instanceof Number || member instanceof Boolean;
        return switch (column.type()) {
            case TEXT -> isText ? member.toString() : null;
            case INTEGER -> isWhole(member) ? Long.valueOf(member.toString()) : null;
            case TIMESTAMP -> time(member);
            case JSON -> member instanceof Map<?, ?> || member instanceof List<?> ? Json.write(member) : null;
            default -> throw new AssertionError(column);
        };
    }

    private static boolean isWhole(Object member) {
        return member instanceof Long || (member instanceof String text && text.matches("-?[0-9]+"));
    }

    private static Instant time(Object member) {
        if (member instanceof BigDecimal seconds) {
            return Instant.ofEpochMilli(seconds.movePointRight(3).longValueExact());
        }
        return isWhole(member) ? Instant.ofEpochSecond(Long.parseLong(member.toString())) : null;
    }

    static List<String> path(Column column) {
        String suffix = column.name().substring(column.property().length() + 1);
        return switch (column.name()) {
            case "conversation_rating_value" -> List.of("rating");
            case "sla_applied_name", "sla_applied_status" -> List.of("sla_" + suffix);
            case "conversation_rating_contact_id" -> List.of("contact", "id");
            case "conversation_rating_teammate_type", "conversation_rating_teammate_id" ->
                List.of(suffix.split("_", 2));
            default -> List.of(suffix);
        };
    }

    static List<Column> flatColumns() {
        List<Column> flat = new ArrayList<>(IntercomCollection.CONVERSATIONS.columns());
        flat.removeIf(column -> !column.isFlattened() || !OBJECTS.contains(column.property()));
        return flat;
    }

    static Row row(String json) {
        return MappingSupport.row(MappingSupport.map("conversation", json).record());
    }
}
