package io.intercomsync.fake.internal.endpoint;

import static io.intercomsync.fake.TestClient.at;
import static io.intercomsync.fake.TestClient.code;
import static io.intercomsync.fake.TestClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.fake.SettableClock;
import io.intercomsync.fake.TestClient;
import io.intercomsync.fake.data.ObjectType;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompaniesTest {

    private final SettableClock clock = new SettableClock("2026-05-10T12:00:00Z");
    private final FakeIntercom intercom =
            FakeIntercom.builder().clock(clock).companies(10_020).unthrottled().start();
    private final TestClient client = new TestClient(intercom);

    @AfterEach
    void stop() {
        intercom.close();
    }

    private HttpResponse<String> list(String query) {
        return client.send("POST", "/companies/list" + query, "", intercom.token());
    }

    @Test // K20
    void lists_no_more_than_ten_thousand() {
        Map<String, Object> last = TestClient.object(list("?per_page=60&page=167"));

        assertThat(ids(last.get("data"))).hasSize(40);
        assertThat(last).containsEntry("total_count", 10_020L);
        assertThat(list("?per_page=60&page=168").statusCode()).isEqualTo(400);
        assertThat(code(list("?per_page=60&page=168"))).isEqualTo("bad_request");
        assertThat(list("?per_page=60&page=168").body()).contains("page limit reached, please use scroll API");
    }

    @Test // K22
    void tells_the_next_page_of_the_list_as_a_url() {
        Map<String, Object> first = TestClient.object(list("?per_page=60&order=asc"));

        assertThat(at(first, "pages", "next"))
                .isEqualTo(intercom.url() + "/companies/list?per_page=60&order=asc&page=2");
        assertThat(ids(TestClient.object(list("")).get("data"))).hasSize(15);
        assertThat(code(list("?per_page=61"))).isEqualTo("parameter_invalid");
        assertThat(code(list("?order=up"))).isEqualTo("parameter_invalid");
        assertThat(client.get("/companies?per_page=60").statusCode()).isEqualTo(200);
    }

    @Test // K11
    void scrolls_through_all_with_one_token() {
        List<String> all = new ArrayList<>();
        Map<String, Object> page = client.json("/companies/scroll");
        Object token = page.get("scroll_param");
        int pages = 1;
        for (; !ids(page.get("data")).isEmpty(); pages++) {
            assertThat(page).containsEntry("scroll_param", token).containsEntry("pages", null);
            all.addAll(ids(page.get("data")));
            page = client.json("/companies/scroll?scroll_param=" + token);
        }

        assertThat(all).hasSize(10_020).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo(102);
        assertThat(client.get("/companies/scroll?scroll_param=" + token).statusCode())
                .isEqualTo(404);
        assertThat(client.get("/companies/scroll").statusCode()).isEqualTo(200);
    }

    @Test // K13, K19
    void has_one_scroll_that_dies_after_a_minute() {
        Object token = client.json("/companies/scroll").get("scroll_param");

        assertThat(client.get("/companies/scroll").statusCode()).isEqualTo(400);
        assertThat(code(client.get("/companies/scroll"))).isEqualTo("scroll_exists");
        clock.forward(Duration.ofSeconds(60));
        assertThat(client.get("/companies/scroll?scroll_param=" + token).statusCode())
                .isEqualTo(200);
        clock.forward(Duration.ofSeconds(61));
        assertThat(code(client.get("/companies/scroll?scroll_param=" + token))).isEqualTo("not_found");
        assertThat(client.get("/companies/scroll").statusCode()).isEqualTo(200);
    }

    @Test // K19
    void waits_for_another_clients_scroll() {
        intercom.holdScroll();

        assertThat(code(client.get("/companies/scroll"))).isEqualTo("scroll_exists");

        intercom.releaseScroll();

        assertThat(client.get("/companies/scroll").statusCode()).isEqualTo(200);
    }

    @Test // K23
    void answers_404_to_a_scroll_over_nothing() {
        try (FakeIntercom empty = FakeIntercom.start()) {
            assertThat(new TestClient(empty).get("/companies/scroll").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void hides_a_company_that_its_last_person_left() {
        try (FakeIntercom small = FakeIntercom.start()) {
            TestClient asking = new TestClient(small);
            small.company("c1").company("c2").contact("a", Map.of("companies", List.of("c1")));
            assertThat(ids(asking.json("/companies").get("data"))).containsExactlyInAnyOrder("c1", "c2");

            small.leaveCompany("a", "c1");

            assertThat(ids(asking.json("/companies").get("data"))).containsExactly("c2");
            assertThat(ids(asking.json("/companies/scroll").get("data"))).containsExactly("c2");
            assertThat(asking.json("/companies/c1")).containsEntry("user_count", 0L);

            small.joinCompany("a", "c1");

            assertThat(ids(asking.json("/companies").get("data"))).containsExactlyInAnyOrder("c1", "c2");
            assertThat(ids(asking.json("/companies/c1/contacts").get("data"))).containsExactly("a");
        }
    }

    @Test
    void hides_a_generated_company_whose_people_were_deleted() {
        try (FakeIntercom small =
                FakeIntercom.builder().contacts(3).companies(3).start()) {
            String company = small.truth()
                    .companies()
                    .findFirst()
                    .orElseThrow()
                    .get("id")
                    .toString();
            List<String> people = ids(new TestClient(small)
                    .json("/companies/" + company + "/contacts")
                    .get("data"));

            people.forEach(person -> small.delete(ObjectType.CONTACTS, person));

            assertThat(people).isNotEmpty();
            assertThat(small.truth().counts().visibleCompanies()).isLessThan(3);
            assertThat(ids(new TestClient(small).json("/companies").get("data")))
                    .doesNotContain(company);
        }
    }

    @Test
    void finds_companies_by_name_id_tag_and_segment() {
        try (FakeIntercom small = FakeIntercom.start()) {
            TestClient asking = new TestClient(small);
            small.tag("t", "T").segment("s", Map.of());
            small.company("c1", Map.of("name", "Acme", "tags", List.of("t")));
            small.company("c2", Map.of("company_id", "x2", "segments", List.of("s")));

            assertThat(asking.json("/companies?name=Acme").get("id")).isEqualTo("c1");
            assertThat(asking.json("/companies?company_id=x2").get("id")).isEqualTo("c2");
            assertThat(ids(asking.json("/companies?tag_id=t").get("data"))).containsExactly("c1");
            assertThat(ids(asking.json("/companies?segment_id=s").get("data"))).containsExactly("c2");
            assertThat(ids(asking.json("/companies/c2/segments").get("data"))).containsExactly("s");
            assertThat(at(asking.json("/companies/c1"), "tags", "tags", 0, "name"))
                    .isEqualTo("T");
            assertThat(code(asking.get("/companies?name=nobody"))).isEqualTo("company_not_found");
            assertThat(code(asking.get("/companies/nobody"))).isEqualTo("company_not_found");
            assertThat(asking.get("/companies?tag_id=t&segment_id=s").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void leaves_out_keys_without_a_value() {
        Map<String, Object> company = client.json(
                "/companies/" + ids(client.json("/companies").get("data")).get(0));

        assertThat(intercom.truth().companies().limit(200))
                .anySatisfy(any -> assertThat(any).doesNotContainKey("size"))
                .anySatisfy(any -> assertThat(any).containsKey("size"));
        assertThat(company).containsKeys("notes", "plan");
        assertThat(new TestClient(intercom, "2.15").json("/companies/" + company.get("id")))
                .doesNotContainKey("notes");
    }
}
