package io.intercomsync.fake.internal.endpoint;

import static io.intercomsync.fake.TestClient.at;
import static io.intercomsync.fake.TestClient.code;
import static io.intercomsync.fake.TestClient.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.FakeIntercomTest;
import io.intercomsync.fake.TestClient;
import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.json.FakeJson;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@FakeIntercomTest
class ContactsTest {

    private final FakeIntercom intercom;
    private final TestClient client;

    ContactsTest(FakeIntercom intercom) {
        this.intercom = intercom;
        this.client = new TestClient(intercom);
    }

    @Test
    void shows_ten_a_page_unless_asked_and_150_at_most() {
        IntStream.range(0, 11).forEach(at -> intercom.contact("u" + at));

        assertThat(ids(client.json("/contacts").get("data"))).hasSize(10);
        assertThat(ids(client.json("/contacts?per_page=150").get("data"))).hasSize(11);
        assertThat(client.get("/contacts?per_page=151").statusCode()).isEqualTo(400);
        assertThat(client.get("/contacts?per_page=x").statusCode()).isEqualTo(400);
    }

    @Test
    void serves_the_values_it_was_given() {
        intercom.tag("t1", "VIP").company("c1").admin("274", Map.of("name", "Ann"));
        intercom.contact(
                "u1",
                Map.of(
                        "name", "Zoë \"Z\" \\ \u0001 🎉 \ud83d",
                        "tags", List.of("t1"),
                        "companies", List.of("c1"),
                        "notes", List.of(Map.of("body", "<p>hi</p>", "author", "274")),
                        "social_profiles", List.of(Map.of("name", "Twitter", "url", "http://t.example.com/z")),
                        "something_new", Map.of("deep", List.of(1, 2.5))));

        Map<String, Object> sent = client.json("/contacts/u1");

        assertThat(sent)
                .containsEntry("name", "Zoë \"Z\" \\ \u0001 🎉 \ud83d")
                .containsEntry("role", "user")
                .doesNotContainKey("segments");
        assertThat(at(sent, "tags"))
                .isEqualTo(FakeJson.object(
                        "type",
                        "list",
                        "data",
                        List.of(Map.of("type", "tag", "id", "t1", "url", "/tags/t1")),
                        "url",
                        "/contacts/u1/tags",
                        "total_count",
                        1L,
                        "has_more",
                        false));
        assertThat(at(sent, "social_profiles", "data", 0, "url")).isEqualTo("http://t.example.com/z");
        assertThat(at(sent, "something_new", "deep", 1)).hasToString("2.5");
        assertThat(at(client.json("/contacts/u1/notes"), "data", 0, "author", "name"))
                .isEqualTo("Ann");
        assertThat(at(client.json("/contacts/u1/companies"), "data", 0, "company_id"))
                .isEqualTo("your-c1");
    }

    @Test
    void serves_any_shape_exactly_as_it_was_put() {
        Map<String, Object> odd =
                FakeJson.object("id", "u1", "created_at", "2020-01-01T00:00:00Z", "tags", null, "role", 7L);
        intercom.put(ObjectType.CONTACTS, odd);

        assertThat(client.json("/contacts/u1")).isEqualTo(odd);
    }

    @Test
    void tells_owners_as_numbers_before_2_16() {
        intercom.contact("u1", Map.of("owner_id", "991267400"));

        assertThat(client.json("/contacts/u1")).containsEntry("owner_id", "991267400");
        assertThat(new TestClient(intercom, "2.15").json("/contacts/u1")).containsEntry("owner_id", 991267400L);
    }

    @Test
    void follows_merges_by_a_link_from_2_16_on() {
        intercom.contact("a", Map.of("role", "lead")).contact("b").contact("c");
        intercom.conversation("1", Map.of("contacts", List.of("a")));
        intercom.merge("a", "b").merge("b", "c");

        HttpResponse<String> merged = client.get("/contacts/a");

        assertThat(merged.statusCode()).isEqualTo(410);
        assertThat(code(merged)).isEqualTo("contact_merged");
        assertThat(merged.headers().firstValue("Link")).contains("</contacts/c>; rel=\"canonical\"");
        assertThat(new TestClient(intercom, "2.15").get("/contacts/a").statusCode())
                .isEqualTo(404);
        assertThat(ids(client.json("/contacts").get("data"))).containsExactly("c");
        assertThat(ids(at(client.json("/conversations/1"), "contacts", "contacts")))
                .containsExactly("c");
        assertThat(at(client.json("/contacts/c?include_merge_history=true"), "merge_history", 0, "source_contact_id"))
                .isEqualTo("b");
        assertThat(client.json("/contacts/c/merge_history")).containsEntry("has_more", false);
    }

    @Test
    void forgets_deleted_contacts_and_hides_archived_ones() {
        intercom.contact("a").contact("b").archive("a").delete(ObjectType.CONTACTS, "b");

        assertThat(client.json("/contacts")).containsEntry("total_count", 0L);
        assertThat(code(client.get("/contacts/b"))).isEqualTo("not_found");
        assertThat(client.get("/contacts/b/tags").statusCode()).isEqualTo(404);

        intercom.unarchive("a");

        assertThat(ids(client.json("/contacts").get("data"))).containsExactly("a");
    }

    @Test
    void keeps_the_id_of_a_lead_that_becomes_a_user() {
        intercom.contact("a", Map.of("role", "lead")).becomeUser("a");

        assertThat(client.json("/contacts/a")).containsEntry("role", "user");
        assertThat(intercom.truth().counts().leads()).isZero();
    }

    @Test
    void finds_a_contact_by_its_external_id_from_2_13_on() {
        intercom.contact("a", Map.of("external_id", "x/1"));

        assertThat(client.json("/contacts/find_by_external_id/x%2F1").get("id")).isEqualTo("a");
        assertThat(client.get("/contacts/find_by_external_id/y").statusCode()).isEqualTo(404);
        assertThat(code(new TestClient(intercom, "2.12").get("/contacts/find_by_external_id/x")))
                .isEqualTo("intercom_version_invalid");
    }

    @Test
    void lists_tags_segments_and_subscriptions_of_a_contact() {
        intercom.tag("t1", "VIP").segment("s1", Map.of("name", "New"));
        intercom.contact(
                "a",
                Map.of(
                        "tags", List.of("t1"),
                        "segments", List.of("s1"),
                        "opted_out_subscription_types", List.of("91")));

        assertThat(at(client.json("/contacts/a/tags"), "data", 0, "name")).isEqualTo("VIP");
        assertThat(at(client.json("/contacts/a/segments"), "data", 0, "name")).isEqualTo("New");
        assertThat(at(client.json("/contacts/a/subscriptions"), "data", 0, "consent_type"))
                .isEqualTo("opt_out");

        intercom.delete(ObjectType.TAGS, "t1").delete(ObjectType.SEGMENTS, "s1");

        assertThat(ids(client.json("/contacts/a/tags").get("data"))).isEmpty();
        assertThat(at(client.json("/contacts/a"), "tags", "total_count")).isEqualTo(0L);
        assertThat(ids(intercom.truth()
                        .find(ObjectType.CONTACTS, "a")
                        .orElseThrow()
                        .get("segments")))
                .isEmpty();
    }

    @Test
    void refuses_edits_of_what_is_not_there() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> intercom.tagContact("nobody", "t"))
                .withMessageContaining("nobody");
        assertThatIllegalArgumentException().isThrownBy(() -> intercom.merge("nobody", "nobody"));
        assertThatIllegalArgumentException().isThrownBy(() -> intercom.unarchive("nobody"));
        assertThatIllegalArgumentException().isThrownBy(() -> intercom.becomeUser("nobody"));
        assertThatIllegalArgumentException().isThrownBy(() -> intercom.put(ObjectType.TAGS, Map.of("name", "x")));
    }
}
