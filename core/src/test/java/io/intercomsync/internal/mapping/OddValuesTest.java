package io.intercomsync.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.Row;
import io.intercomsync.internal.json.Json;
import io.intercomsync.model.Contact;
import io.intercomsync.model.IntercomRecord;
import io.intercomsync.model.LocationData;
import io.intercomsync.model.SocialProfile;
import io.intercomsync.model.User;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The odd values that real workspaces send. */
class OddValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1734537424                 | 2024-12-18T15:57:04Z",
                "1734537424000              | 2024-12-18T15:57:04Z",
                "1734537424123              | 2024-12-18T15:57:04.123Z",
                "\"1734537424\"             | 2024-12-18T15:57:04Z",
                "\"2024-12-18T15:57:04Z\"   | 2024-12-18T15:57:04Z",
                "\"2024-12-18 15:57:04 UTC\"| 2024-12-18T15:57:04Z",
                "-86400                     | 1969-12-31T00:00:00Z",
                "0                          | 1970-01-01T00:00:00Z",
                "4102444800                 | 2100-01-01T00:00:00Z"
            })
    void reads_times_in_every_form_K62_K63(String sent, Instant expected) {
        Row row = MappingSupport.row("company", "{\"id\":\"1\",\"remote_created_at\":" + sent + "}");

        assertThat(row.value("remote_created_at")).isEqualTo(expected);
    }

    @Test
    void keeps_text_as_it_was_sent() {
        Row row = MappingSupport.row(
                "contact", "{\"id\":\" 1 \",\"name\":\"  X&amp;Ys \",\"email\":\"\",\"phone\":null,\"role\":\"lead\"}");

        assertThat(row.value("id")).isEqualTo(" 1 ");
        assertThat(row.value("name")).isEqualTo("  X&amp;Ys ");
        assertThat(row.value("email")).isEqualTo("");
        assertThat(row.value("phone")).isNull();
        assertThat(row.value("extra")).isEqualTo("{}");
    }

    @Test
    void loses_no_digit() {
        Row row = MappingSupport.row("company", """
                {"id":123456789012345678901,"company_id":215469380263515,"monthly_spend":1234567890123456789.0123456789,
                 "session_count":9223372036854775807,"custom_attributes":{"n":1.10,"big":123456789012345678901}}""");

        assertThat(row.key()).containsExactly("123456789012345678901");
        assertThat(row.value("company_id")).isEqualTo("215469380263515");
        assertThat(row.value("monthly_spend")).isEqualTo(new BigDecimal("1234567890123456789.0123456789"));
        assertThat(row.value("session_count")).isEqualTo(Long.MAX_VALUE);
        assertThat(row.value("custom_attributes")).isEqualTo("{\"big\":123456789012345678901,\"n\":1.10}");
    }

    @Test
    void reads_a_number_of_a_thousand_digits_out_of_a_text_and_none_of_a_million() {
        String thousand = "7".repeat(1_000);
        LocationData location = new LocationData(Map.of("latitude", thousand, "longitude", "7".repeat(1_000_000)));

        assertThat(location.latitude()).isEqualTo(new BigDecimal(thousand));
        assertThat(location.longitude()).isNull();
    }

    @Test
    void keeps_a_tag_that_is_named_like_a_date_K67() {
        assertThat(MappingSupport.row("tag", "{\"id\":5,\"name\":\"2024-01-01\"}")
                        .value("name"))
                .isEqualTo("2024-01-01");
    }

    @Test
    void keeps_what_is_new_at_intercom_K51_K65() {
        for (String kind : MappingSupport.KINDS.keySet()) {
            MappedRecord mapped = MappingSupport.map(kind, """
                    {"id":"1","role":"user","brand_new":{"deep":[1,{"x":null}]},"extra":"sent","none":null,"nothing":[],
                     "tags":[{"id":"2","applied_at":3}]}""");

            Map<String, Object> extra = MappingSupport.extra(mapped.record());
            assertThat(Json.write(extra.get("brand_new"))).isEqualTo("{\"deep\":[1,{\"x\":null}]}");
            assertThat(extra).containsEntry("extra", "sent").doesNotContainKeys("none", "nothing");
            assertThat(MappingSupport.row(mapped.record()).toJson()).contains("\"applied_at\":3");
            assertThat(mapped.typeMismatches()).isEqualTo(kind.equals("admin") ? 1 : 0); // their role is an object
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'role':'user'}                        | users",
                "{'role':'lead'}                        | contacts",
                "{'role':'lead','type':'user'}          | contacts",
                "{'role':'user','anonymous':true}       | users",
                "{'type':'user'}                        | users",
                "{'type':'user','anonymous':false}      | users",
                "{'type':'contact','anonymous':false}   | users",
                "{'type':'contact','anonymous':true}    | contacts",
                "{'type':'contact'}                     | contacts",
                "{'type':'user','anonymous':true}       | contacts",
                "{'type':'user','role':'visitor'}       | users",
                "{'type':'contact','role':'visitor'}    | contacts",
                "{'role':7}                             | contacts",
                "{}                                     | contacts"
            })
    void tells_users_from_leads(String json, String table) {
        Row row = MappingSupport.row(
                "contact", json.replace("{", "{'id':'1',").replace(",}", "}").replace('\'', '"'));

        assertThat(row.collection().tableName()).isEqualTo(table);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'admin_assignee_id':null,'team_assignee_id':null}",
                "{'admin_assignee_id':0,'team_assignee_id':0}",
                "{'admin_assignee_id':'0','team_assignee_id':''}",
                "{'assignee':null}",
                "{'assignee':{}}",
                "{'assignee':0}",
                "{'assignee':{'type':'nobody_admin','id':null}}",
                "{'assignee':{'type':'admin','id':'0'}}"
            })
    void spells_nobody_in_one_way(String json) {
        MappedRecord mapped = MappingSupport.map(
                "conversation",
                json.replaceFirst("\\{", "{'id':'1',").replace(",}", "}").replace('\'', '"'));

        Row row = MappingSupport.row(mapped.record());
        assertThat(row.value("assignee")).isEqualTo("{\"id\":null,\"type\":\"nobody_admin\"}");
        assertThat(row.value("assignee_type")).isEqualTo("nobody_admin");
        assertThat(row.value("assignee_id")).isNull();
        assertThat(row.value("admin_assignee_id")).isNull();
        assertThat(row.value("team_assignee_id")).isNull();
        assertThat(row.value("extra")).isEqualTo("{}");
        assertThat(mapped.typeMismatches()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'admin_assignee_id':7,'team_assignee_id':9} | admin | 7",
                "{'admin_assignee_id':0,'team_assignee_id':9} | team  | 9",
                "{'admin_assignee_id':'7'}                    | admin | 7",
                "{'assignee':{'type':'team','id':9}}          | team  | 9",
                "{'assignee':'7'}                             |       | 7"
            })
    void prefers_the_admin_to_the_team(String json, String type, String id) {
        Row row = MappingSupport.row(
                "conversation", json.replace("{'a", "{'id':'1','a").replace('\'', '"'));

        assertThat(row.value("assignee_type")).isEqualTo(type);
        assertThat(row.value("assignee_id")).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null                          |       |      | {}",
                "{}                            |       |      | {}",
                "'plan1'                       | plan1 |      | {}",
                "''                            | ''    |      | {}",
                "{'type':'plan','name':'p'}    | p     |      | {}",
                "{'id':7,'name':'p'}           | p     | 7    | {}",
                "{'id':7,'name':'p','new':1}   | p     | 7    | {'plan':{'new':1}}",
                "{'id':7,'name':8}             |       | 7    | {'plan':{'name':8}}"
            },
            quoteCharacter = '`')
    void reads_a_plan_in_every_form(String plan, String name, String id, String extra) {
        Row row = MappingSupport.row("company", ("{'id':'1','plan':" + plan + "}").replace('\'', '"'));

        assertThat(row.value("plan")).isEqualTo("''".equals(name) ? "" : name);
        assertThat(row.value("plan_id")).isEqualTo(id);
        assertThat(row.value("extra")).isEqualTo(extra.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null                                                                     | [] | {}",
                "[]                                                                       | [] | {}",
                "{}                                                                       | [] | {}",
                "[{'id':1},null,2,'3']                        | [{'id':'1'},{'id':'2'},{'id':'3'}] | {}",
                "{'type':'list','data':[],'url':'/x','total_count':0,'has_more':false}    | [] | {}",
                "{'type':'list','data':null}                                              | [] | {}",
                "{'type':'tag.list','tags':[{'id':1,'name':'a'}]}       | [{'id':'1','name':'a'}] | {}",
                "{'type':'list','data':[{'id':1}],'total_count':12,'has_more':true}  | [{'id':'1'}]"
                        + " | {'tags':{'has_more':true,'total_count':12}}",
                "{'type':'list','data':[{'id':1}],'total_count':1,'new':2} | [{'id':'1'}] | {'tags':{'new':2}}",
                "[{'id':1},true]                                      | [{'id':'1'}] | {'tags':[{'id':1},true]}"
            },
            quoteCharacter = '`')
    void reads_lists_in_every_form_K64_K68(String sent, String tags, String extra) {
        Row row = MappingSupport.row("contact", ("{'id':'1','tags':" + sent + "}").replace('\'', '"'));

        assertThat(row.value("tags")).isEqualTo(tags.replace('\'', '"'));
        assertThat(row.value("extra")).isEqualTo(extra.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // total_count, parts sent (-1: none), count in the statistics | total_count, parts_truncated
                " 2 |  2 | 3   | 2    | false",
                " 2 |  2 |     | 2    | false",
                " 4 |  2 |     | 4    | true",
                " 2 |  2 | 601 | 2    | true",
                "   |  2 | 3   | 2    | false",
                "   |  2 | 4   | 3    | true",
                "   |  0 | 0   | 0    | false",
                "   |  3 |     |      | false",
                "   |500 |     |      | true",
                "500|500 | 501 | 500  | false",
                "   | -1 | 1   | 0    | false",
                "   | -1 | 9   | 8    | ",
                "   | -1 |     |      | "
            })
    void says_whether_intercom_held_parts_back(
            Long total, int sent, Long statistic, Long totalCount, Boolean truncated) {
        List<Object> parts = IntStream.range(0, Math.max(0, sent))
                .<Object>mapToObj(i -> Map.of("id", (long) i))
                .toList();
        Map<String, Object> list = total == null
                ? Map.of("conversation_parts", parts)
                : Map.of("conversation_parts", parts, "total_count", total);
        Map<String, Object> conversation = new HashMap<>(Map.of("id", "1"));
        conversation.put("conversation_parts", sent < 0 ? null : list);
        conversation.put("statistics", statistic == null ? null : Map.of("count_conversation_parts", statistic));

        MappedRecord mapped = ConversationMapping.map(conversation);

        Row row = MappingSupport.row(mapped.record());
        assertThat(row.value("total_count")).isEqualTo(totalCount);
        assertThat(row.value("parts_truncated")).isEqualTo(truncated);
        assertThat(mapped.children()).hasSize(Math.max(0, sent));
        assertThat(row.value("extra")).isEqualTo("{}");
    }

    @Test
    void reads_parts_that_come_as_a_bare_array() {
        MappedRecord mapped =
                MappingSupport.map("conversation", "{\"id\":\"1\",\"conversation_parts\":[{\"id\":2},{\"id\":\"3\"}]}");

        assertThat(mapped.children())
                .extracting(part -> MappingSupport.row(part).key())
                .containsExactly(List.of("2"), List.of("3"));
    }

    @Test
    void keeps_a_part_that_is_none_with_its_conversation() {
        MappedRecord mapped = MappingSupport.map("conversation", """
                {"id":"1","conversation_parts":{"conversation_parts":[{"id":"2"},{"body":"x"},null],"total_count":3}}""");

        assertThat(mapped.children()).hasSize(1);
        assertThat(mapped.typeMismatches()).isEqualTo(2);
        assertThat(Json.write(MappingSupport.extra(mapped.record())))
                .isEqualTo("{\"conversation_parts\":{\"conversation_parts\":[{\"body\":\"x\"},null]}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null                                | | ",
                "'7'                                 | 7 | ",
                "7                                   | 7 | ",
                "0                                   | | ",
                "{'type':'admin','id':7}             | 7 | admin",
                "{'type':'nobody_admin','id':null}   | | nobody_admin"
            },
            quoteCharacter = '`')
    void reads_whom_a_part_was_assigned_to(String sent, String id, String type) {
        Row row = MappingSupport.row("conversation_part", ("{'id':'1','assigned_to':" + sent + "}").replace('\'', '"'));

        assertThat(row.value("assigned_to")).isEqualTo(id);
        assertThat(row.value("assigned_to_type")).isEqualTo(type);
        assertThat(row.value("extra")).isEqualTo("{}");
    }

    @Test
    void reads_the_customers_of_api_1_as_contacts() {
        Row row = MappingSupport.row("conversation", "{\"id\":\"1\",\"customers\":[{\"type\":\"lead\",\"id\":\"9\"}]}");

        assertThat(row.value("contacts")).isEqualTo("[{\"id\":\"9\",\"type\":\"lead\"}]");
        assertThat(row.value("user_id")).isEqualTo("9");
        assertThat(row.value("extra")).isEqualTo("{}");
    }

    @Test
    void keeps_both_spellings_of_a_field_where_they_differ() {
        Row row = MappingSupport.row("contact", "{\"id\":\"1\",\"external_id\":\"a\",\"user_id\":\"b\"}");

        assertThat(row.value("user_id")).isEqualTo("a");
        assertThat(row.value("extra")).isEqualTo("{\"user_id\":\"b\"}");
    }

    @Test
    void gives_a_profile_without_an_id_a_stable_one() {
        String profiles = "{'name':'Twitter','url':'u'},{'name':'Twitter','url':'u'},{'name':'Twitte','url':'ru'}";
        List<IntercomRecord> first = profiles(profiles);
        List<IntercomRecord> again = profiles(profiles);

        assertThat(first).isEqualTo(again).hasSize(2);
        assertThat(ids(first)).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{32}"));
        assertThat(((SocialProfile) first.get(0)).id()).isEqualTo("b8c171c19051b8b9c265e8334c823b1f");
    }

    @Test
    void keeps_profiles_apart_that_share_an_id_whatever_their_order() {
        String facebook = "{'id':'7','name':'facebook','url':'f'}";
        String twitter = "{'id':'7','name':'twitter','url':'t'}";
        String newer = "{'name':'x','new':1}";
        String older = "{'name':'x','new':2}";

        List<IntercomRecord> profiles = profiles(String.join(",", facebook, newer, twitter, older, facebook));
        List<IntercomRecord> turned = profiles(String.join(",", older, twitter, newer, facebook));

        assertThat(ids(profiles)).hasSize(4).doesNotHaveDuplicates();
        assertThat(new HashSet<>(turned)).isEqualTo(new HashSet<>(profiles));
        assertThat(((SocialProfile) profiles.get(0)).extra()).containsEntry("id", "7");
    }

    private static List<IntercomRecord> profiles(String json) {
        return MappingSupport.map("contact", "{\"id\":\"1\",\"social_profiles\":[" + json.replace('\'', '"') + "]}")
                .children();
    }

    private static List<String> ids(List<IntercomRecord> profiles) {
        return profiles.stream().map(profile -> ((SocialProfile) profile).id()).toList();
    }

    @Test
    void takes_an_empty_avatar_or_rating_for_none() {
        User user = (User) MappingSupport.map(
                        "contact",
                        "{\"id\":\"1\",\"role\":\"user\",\"avatar\":{\"type\":\"avatar\",\"image_url\":null}}")
                .record();
        assertThat(user.avatar()).isNull();
        assertThat(MappingSupport.row(
                                "conversation",
                                "{\"id\":\"1\",\"conversation_rating\":{\"rating\":null,\"remark\":null}}")
                        .value("conversation_rating"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":null}", "{\"id\":\"\"}", "{\"id\":{}}", "{\"id\":1.5}", "[]", "null", "7"})
    void refuses_a_record_without_an_id(String json) {
        MappingSupport.KINDS.forEach((kind, read) -> {
            if (!kind.equals("social_profile") && !kind.equals("conversation_part")) {
                assertThatThrownBy(() -> read.apply(Json.read(json)))
                        .as("%s %s", kind, json)
                        .isInstanceOf(UnreadableRecordException.class)
                        .hasMessageStartingWith("A" + " " + kind + " ");
            }
        });
    }

    @Test
    void K78_says_when_a_record_without_an_id_was_made_and_repeats_no_id_of_the_application() {
        Map<String, Object> json =
                Map.of("external_id", "joe@example.org", "email", "joe@example.org", "created_at", 1_700_000_000);

        assertThatThrownBy(() -> PersonMapping.map(json))
                .isInstanceOfSatisfying(
                        UnreadableRecordException.class,
                        e -> assertThat(e.where()).isEqualTo("created_at 2023-11-14T22:13:20Z"))
                .hasMessage("A contact without an id (created_at 2023-11-14T22:13:20Z)");
    }

    @Test
    void makes_an_empty_record_of_an_id_alone() {
        MappedRecord mapped = PersonMapping.map(Map.of("id", "1"));

        assertThat(mapped)
                .isEqualTo(new MappedRecord(
                        MappingSupport.row(mapped.record()).collection().record(MappingSupport.row(mapped.record())),
                        Collections.emptyList(),
                        0));
        assertThat(((Contact) mapped.record()).companies()).isEmpty();
    }
}
