package io.intercomsync.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void defaults_to_the_fake_intercom_and_a_duckdb_file() {
        Settings settings = new Settings(Map.of());

        assertThat(settings.token()).isNull();
        assertThat(settings.jdbcUrl()).isEqualTo("jdbc:duckdb:warehouse.duckdb");
        assertThat(settings.schema()).isEqualTo("intercom");
        assertThat(settings.collections()).containsExactlyInAnyOrder(IntercomCollection.values());
    }

    @Test
    void reads_the_collections_whatever_their_case_and_blanks() {
        assertThat(new Settings(Map.of("SYNC_COLLECTIONS", " users, Conversation_Parts ,")).collections())
                .containsExactlyInAnyOrder(IntercomCollection.USERS, IntercomCollection.CONVERSATION_PARTS);
    }
}
