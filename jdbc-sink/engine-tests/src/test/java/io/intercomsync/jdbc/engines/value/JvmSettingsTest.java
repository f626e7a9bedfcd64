package io.intercomsync.jdbc.engines.value;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T2;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.WriteResult;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The default locale and the default time zone of the JVM change nothing that is stored or read (K102). */
class JvmSettingsTest {
    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    static Stream<Arguments> everywhere() {
        Map<String, String> zones = Map.of(
                "ar-EG-u-nu-arab", "Pacific/Apia",
                "tr-TR", "GMT+05:30",
                "th-TH-u-ca-buddhist-nu-thai", "America/St_Johns");
        return zones.entrySet().stream()
                .flatMap(setting -> Stream.of(TestDatabase.values())
                        .map(database -> Arguments.of(database, setting.getKey(), setting.getValue())));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void nothing_that_is_stored_depends_on_locale_and_time_zone(TestDatabase database, String language, String zoneId) {
        Row numbers = row(
                USERS,
                Map.of(
                        "id",
                        "1",
                        "updated_at",
                        T2,
                        "name",
                        "\u0130I\u0131i",
                        "location_data_latitude",
                        new BigDecimal("-1234.5")));
        database.url(); // the server starts with the settings of the machine
        Locale.setDefault(Locale.forLanguageTag(language));
        TimeZone.setDefault(TimeZone.getTimeZone(zoneId));
        JdbcSink sink = schema.sink(database);
        sink.write(changes(numbers, user("2", T1, "before 1 and after"), tag("1", "x")));
        sink.close();
        database.execute("ALTER TABLE " + schema.table(TAGS) + " ADD COLUMN \"my_own\" DECIMAL(12,3)");

        WriteResult result = sink.store(changes(numbers, user("2", T2, "after"), tag("1", "y")));

        assertThat(result.changed()).containsEntry(USERS, 1L).containsEntry(TAGS, 1L);
        assertThat(sink.versions("w1", USERS, List.of(List.of("1"), List.of("2"))))
                .containsOnly(Map.entry(List.of("1"), Optional.of(T2)), Map.entry(List.of("2"), Optional.of(T2)));
        sink.close();
        restore();
        assertThat(schema.rows(database, USERS).get(0).value("updated_at")).isEqualTo(T2);
        assertThat(database.query("SELECT \"name\" FROM " + schema.table(USERS) + " ORDER BY \"id\""))
                .containsExactly("\u0130I\u0131i", "after");
        assertThat(new BigDecimal(database.query("SELECT CAST(\"location_data_latitude\" AS VARCHAR) FROM "
                                + schema.table(USERS) + " WHERE \"id\" = '1'")
                        .get(0)
                        .toString()))
                .isEqualByComparingTo("-1234.5");
    }

    @Test
    void a_time_zone_that_the_server_does_not_know_is_told_with_the_setting() {
        JdbcSink sink = schema.sink(TestDatabase.POSTGRESQL);
        JdbcSink pooled = schema.open(JdbcSink.builder(pool()).schema(schema.toString()));
        TestDatabase.POSTGRESQL.url();
        TimeZone.setDefault(new SimpleTimeZone(3_600_000, "Nowhere/Office"));

        for (JdbcSink each : List.of(sink, pooled)) {
            assertThatThrownBy(() -> each.liveRows("w1", TAGS))
                    .isInstanceOf(SinkException.class)
                    .hasMessageContaining("does not know the JVM's time zone, Nowhere/Office")
                    .hasMessageContaining("-Duser.timezone=UTC");
        }

        restore();
        assertThat(sink.liveRows("w1", TAGS)).isZero();
    }

    /** Wraps failures as pools do. */
    private static DataSource pool() {
        return (DataSource) Proxy.newProxyInstance(
                JvmSettingsTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    try {
                        return DriverManager.getConnection(TestDatabase.POSTGRESQL.url());
                    } catch (SQLException e) {
                        throw new SQLTransientConnectionException("Connection is not available", e);
                    }
                });
    }
}
