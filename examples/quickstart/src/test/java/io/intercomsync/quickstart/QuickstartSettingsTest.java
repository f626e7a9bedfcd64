package io.intercomsync.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.IntercomCollection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuickstartSettingsTest {

    private static QuickstartSettings settings(Map<String, String> environment) {
        return new QuickstartSettings(environment, false);
    }

    @Test
    void defaults_to_the_fake_intercom_and_a_duckdb_file() {
        QuickstartSettings settings = settings(Map.of());

        assertThat(settings.token()).isNull();
        assertThat(settings.jdbcUrl()).isEqualTo("jdbc:duckdb:warehouse.duckdb");
        assertThat(settings.schema()).isEqualTo("intercom");
        assertThat(settings.collections()).containsExactlyInAnyOrder(IntercomCollection.values());
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:./warehouse, jdbc:h2:./warehouse;DB_CLOSE_ON_EXIT=FALSE",
        "jdbc:h2:./warehouse;db_close_on_exit=true, jdbc:h2:./warehouse;db_close_on_exit=true",
        "jdbc:h2:tcp://db/warehouse, jdbc:h2:tcp://db/warehouse",
        "jdbc:postgresql://db/x, jdbc:postgresql://db/x"
    })
    void keeps_a_file_of_h2_open_until_a_stopped_run_has_ended(String url, String used) {
        assertThat(settings(Map.of("WAREHOUSE_JDBC_URL", url)).jdbcUrl()).isEqualTo(used);
    }

    @Test
    void reads_the_collections_whatever_their_case_and_blanks() {
        assertThat(settings(Map.of("SYNC_COLLECTIONS", " users, Conversation_Parts ,"))
                        .collections())
                .containsExactlyInAnyOrder(IntercomCollection.USERS, IntercomCollection.CONVERSATION_PARTS);
    }

    @ParameterizedTest
    @CsvSource({
        "INTERCOM_BASE_URL, https://api.eu.intercom.io",
        "WAREHOUSE_JDBC_URL, jdbc:postgresql://db/production",
        "WAREHOUSE_SCHEMA, acme",
        "WAREHOUSE_USER, me",
        "WAREHOUSE_PASSWORD, pa55word",
        "HUB, /var/lib/acme.hub"
    })
    void a_place_without_a_token_is_no_wish_for_the_fake_K103(String name, String value) {
        Map<String, String> environment = Map.of(name, value);

        assertThatThrownBy(() -> settings(environment).refuseDoubtful())
                .hasMessageContaining(name + " is set, but INTERCOM_ACCESS_TOKEN is not")
                .hasMessageContaining("--fake");
        assertThatNoException().isThrownBy(() -> new QuickstartSettings(environment, true).refuseDoubtful());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INTERCOM_ACCESS_TOKEN",
                "INTERCOM_BASE_URL",
                "INTERCOM_API_VERSION",
                "INTERCOM_RETRY_FOR",
                "WAREHOUSE_JDBC_URL",
                "WAREHOUSE_SCHEMA",
                "HUB",
                "SYNC_COLLECTIONS",
                "SYNC_SWEEP_INTERVAL",
                "SYNC_EVERY",
                "FLUSH_EVERY"
            })
    void what_is_set_but_blank_is_an_error_K103(String name) {
        Map<String, String> environment = new HashMap<>(Map.of("INTERCOM_ACCESS_TOKEN", "t0ken"));
        environment.put(name, " ");

        assertThatThrownBy(() -> settings(environment).refuseDoubtful())
                .hasMessageStartingWith(name + " is set but blank");
    }

    @ParameterizedTest
    @CsvSource({
        "WAREHOUSE_JDBCURL, WAREHOUSE_JDBC_URL",
        "WAREHOUSE_URL, WAREHOUSE_JDBC_URL",
        "WAREHOUSE_JBDC_URL, WAREHOUSE_JDBC_URL",
        "warehouse_jdbc_url, WAREHOUSE_JDBC_URL",
        "WAREHOUSE_SCHEME, WAREHOUSE_SCHEMA",
        "INTERCOM_URL, INTERCOM_BASE_URL",
        "INTERCOM_BASEURL, INTERCOM_BASE_URL",
        "SYNC_COLLECTION, SYNC_COLLECTIONS",
        "SYNC_INTERVAL, SYNC_EVERY",
        "WAREHOUSE_USERNAME, WAREHOUSE_USER",
        "HUB_FILE, HUB",
        "FLUSHEVERY, FLUSH_EVERY",
        "hub, HUB"
    })
    void a_misspelt_setting_is_an_error_K124(String misspelt, String setting) {
        assertThatThrownBy(() -> settings(Map.of("INTERCOM_ACCESS_TOKEN", "t0ken", misspelt, "v4lue"))
                        .refuseDoubtful())
                .hasMessage(misspelt + " is set, but no setting has this name: call it " + setting + ", or unset it");
        assertThatThrownBy(() -> settings(Map.of("INTERCOM_TOKEN", "t0ken")).refuseDoubtful())
                .hasMessageContaining("call it INTERCOM_ACCESS_TOKEN")
                .hasMessageNotContaining("t0ken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INTERCOM_APP_ID", "INTERCOM_IDENTITY_SECRET", "WAREHOUSE_HOST", "SYNC_LOG", "HUB_HOST", "HOME", "TUB",
                "SHLVL", "PATH", "URL", "USER", "TOKEN", "VERSION", "DATABASE_URL"
            })
    void a_variable_of_another_program_is_none_of_ours(String name) {
        assertThatNoException().isThrownBy(() -> settings(Map.of(name, "x")).refuseDoubtful());
    }

    @Test
    void the_fake_needs_no_settings_of_a_workspace_but_those_of_the_warehouse_count_K124() {
        Map<String, String> ofWorkspace = Map.of("INTERCOM_TOKEN", "t0ken", "INTERCOM_BASE_URL", " ");
        Map<String, String> ofWarehouse = Map.of("WAREHOUSE_URL", "jdbc:postgresql://db/x");

        assertThatNoException().isThrownBy(() -> new QuickstartSettings(ofWorkspace, true).refuseDoubtful());
        assertThatThrownBy(() -> new QuickstartSettings(ofWarehouse, true).refuseDoubtful())
                .hasMessageContaining("call it WAREHOUSE_JDBC_URL");
    }

    @Test
    void the_fake_is_read_when_it_is_asked_for_whatever_token_is_set() {
        QuickstartSettings settings = new QuickstartSettings(Map.of("INTERCOM_ACCESS_TOKEN", "t0ken"), true);

        assertThat(settings.token()).isNull();
        assertThatNoException().isThrownBy(settings::refuseDoubtful);
    }

    @Test
    void leaves_the_blanks_of_a_password_where_they_are() {
        QuickstartSettings settings = settings(Map.of("WAREHOUSE_PASSWORD", " pa55 word\t"));

        assertThat(settings.password()).isEqualTo(" pa55 word\t");
        assertThat(settings.secrets().hide("not ' pa55 word\t', and not 'pa55 word'"))
                .isEqualTo("not ' ***\t', and not '***'");
        assertThat(settings(Map.of("WAREHOUSE_PASSWORD", "")).password()).isNull();
    }

    @Test
    void hides_what_is_secret_in_urls_and_messages() {
        Secrets secrets = settings(Map.of(
                        "INTERCOM_ACCESS_TOKEN", "t0ken",
                        "WAREHOUSE_PASSWORD", "pa55word",
                        "WAREHOUSE_JDBC_URL", "jdbc:postgresql://me:0ther@db:5432/x?sslpassword=th1rd&a=b"))
                .secrets();

        assertThat(secrets.place()).isEqualTo("jdbc:postgresql://db:5432/x");
        assertThat(secrets.hide("no t0ken, no pa55word, no th1rd, and not"
                        + " jdbc:postgresql://me:0ther@db:5432/x?sslpassword=th1rd&a=b"))
                .isEqualTo("no ***, no ***, no ***, and not jdbc:postgresql://db:5432/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "postgres", "conversation_parts", "the", "2.16", "a"})
    void K90_leaves_our_own_words_where_a_secret_is_one(String word) {
        Secrets secrets = new QuickstartSettings(
                        Map.of(
                                "INTERCOM_ACCESS_TOKEN", word,
                                "WAREHOUSE_PASSWORD", word,
                                "WAREHOUSE_JDBC_URL", "jdbc:postgresql://db:5432/x?password=" + word),
                        false)
                .secrets();
        String ours = "The access token is wrong, or is no longer valid (API 2.16); conversation_parts: a postgres";

        assertThat(secrets.hide(ours)).isEqualTo(ours);
        assertThat(secrets.hide("not password=" + word + "&b")).isEqualTo("not password=***&b");
    }

    @Test
    void K90_hides_a_secret_that_comes_back_percent_encoded_or_decoded() {
        Secrets secrets = new QuickstartSettings(
                        Map.of(
                                "WAREHOUSE_PASSWORD", "pa55/word=",
                                "WAREHOUSE_JDBC_URL", "jdbc:postgresql://db:5432/x?sslpassword=th1%2Frd"),
                        true)
                .secrets();

        assertThat(secrets.hide("not pa55%2Fword%3D, not pa55/word=, not th1%2Frd, not th1/rd"))
                .isEqualTo("not ***, not ***, not ***, not ***");
    }

    @Test
    void K91_refuses_plain_http_beyond_this_machine() {
        QuickstartSettings settings =
                new QuickstartSettings(Map.of("INTERCOM_BASE_URL", "http://gateway.example/"), false);

        assertThatThrownBy(() -> settings.intercom("token"))
                .isInstanceOf(UnusableSettingException.class)
                .hasMessageStartingWith("INTERCOM_BASE_URL is not an https address");
    }

    @ParameterizedTest
    @CsvSource({"HUB, SYNC_EVERY", "SYNC_EVERY, HUB"})
    void a_second_clock_needs_a_hub_and_a_first_clock(String given, String missing) {
        Map<String, String> environment = Map.of("FLUSH_EVERY", "PT12H", given, given.equals("HUB") ? "a.hub" : "PT3H");

        assertThatThrownBy(() -> new QuickstartSettings(environment, true).refuseDoubtful())
                .hasMessageContaining("FLUSH_EVERY is set, but " + missing + " is not");
    }

    @Test
    void the_second_clock_is_the_first_one_by_default() {
        assertThat(settings(Map.of("HUB", "a.hub", "SYNC_EVERY", "PT3H")).flushEvery())
                .isEqualTo(Duration.ofHours(3));
    }
}
