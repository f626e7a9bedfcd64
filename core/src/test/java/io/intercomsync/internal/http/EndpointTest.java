package io.intercomsync.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/contacts",
                "//evil.example/contacts",
                "https://evil.example/contacts",
                "contacts/../me",
                "contacts?role=user",
                "contacts/1",
                "{id}",
                "contacts/{id}/tags/{id}",
                "contacts/{name}",
            })
    void refuses_a_path_that_may_lead_elsewhere(String path) {
        assertThatThrownBy(() -> Endpoint.get(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not the path of an endpoint: " + path);
    }

    @Test
    void an_endpoint_of_a_resource_names_its_own_list() {
        Endpoint search = Endpoint.post("tickets/search");

        assertThat(search).hasToString("POST /tickets/search");
        assertThat(search.lists()).contains("data", "tickets");
    }
}
