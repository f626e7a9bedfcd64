package io.intercomsync.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.ApiException;
import io.intercomsync.internal.http.Endpoint;
import io.intercomsync.internal.http.UnreadableAnswerException;
import io.intercomsync.internal.json.Json;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageShapesTest {
    private final PageReader reader =
            new PageReader(Endpoint.post("companies/list"), HttpUrl.get("https://gateway.example/intercom/"));

    private Page read(String json) throws UnreadableAnswerException {
        return reader.read(Json.readObject(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data",
                "conversations",
                "contacts",
                "companies",
                "segments",
                "tags",
                "admins",
                "teams",
                "users",
            })
    void finds_the_list_under_every_name(String name) throws UnreadableAnswerException {
        Page page = read("{\"type\":\"list\",\"" + name + "\":[{\"id\":123456789012345678901}],\"total_count\":\"7\"}");

        assertThat(Json.write(page.items())).isEqualTo("[{\"id\":123456789012345678901}]");
        assertThat(page.totalCount()).isEqualTo(7);
        assertThat(page.isLast()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{}                                                                  | -   | -",
                "null                                                                | -   | -",
                "{\"next\":null}                                                     | -   | -",
                "{\"next\":{}}                                                       | -   | -",
                "{\"next\":{\"page\":2,\"starting_after\":null}}                     | -   | -",
                "{\"next\":{\"page\":2,\"starting_after\":\"Wz==\"}}                 | Wz== | -",
                "{\"next\":\"https://gateway.example/companies?page=2&per_page=60\"} | -   | 2",
                "{\"next\":\"https://api.intercom.io/companies?per_page=60&page=3\"} | -   | 3",
                "{\"next\":\"http://gateway.example/companies?page=%32\"}            | -   | 2",
                "{\"next\":\"/contacts/a/companies?page=4\"}                         | -   | 4",
                "{\"next\":\"?page=5\"}                                              | -   | 5",
                "{\"next\":\"/contacts?starting_after=a%3D%3D\"}                     | a== | -",
                "{\"next\":\"6\"}                                                    | -   | 6",
                "{\"next\":7,\"page\":\"6\",\"per_page\":\"5\"}                      | -   | 7",
            })
    void K22_reads_every_spelling_of_the_next_page(String pages, String cursor, Integer number)
            throws UnreadableAnswerException {
        Page page = read("{\"data\":[],\"pages\":" + pages + "}");

        assertThat(page.nextCursor()).isEqualTo(cursor);
        assertThat(page.nextPage()).isEqualTo(number);
        assertThat(page.isLast()).isEqualTo(cursor == null && number == null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/companies?page=2",
                "//evil.example/companies?page=2",
                "https://api.intercom.io.evil.example/?page=2",
                "https://gateway.example@evil.example/?page=2",
            })
    void refuses_a_next_page_on_another_host(String url) {
        assertThatThrownBy(() -> read("{\"data\":[],\"pages\":{\"next\":\"" + url + "\"}}"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("POST /companies/list names a next page on another host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"data\":null}",
                "{\"data\":{\"id\":\"1\"}}",
                "{\"data\":[],\"pages\":{\"next\":\"ftp://gateway.example\"}}",
                "{\"data\":[],\"pages\":{\"next\":\"/companies\"}}",
                "{\"data\":[],\"pages\":{\"next\":true}}",
                "{\"data\":[],\"pages\":{\"next\":0}}",
            })
    void never_takes_a_page_that_is_none_for_the_last(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void reports_items_that_are_no_objects_and_keeps_the_others() throws UnreadableAnswerException {
        Page page = read("{\"data\":[{\"id\":\"1\"},null,5,{\"id\":\"2\"},[]],\"scroll_param\":\"s\"}");

        assertThat(page.items()).extracting(item -> item.get("id")).containsExactly("1", "2");
        assertThat(page.faults())
                .extracting(fault -> fault.id())
                .containsExactly(
                        "item 2 of a page of POST /companies/list",
                        "item 3 of a page of POST /companies/list",
                        "item 5 of a page of POST /companies/list");
        assertThat(page.scrollParam()).isEqualTo("s");
    }
}
