package io.intercomsync.jdbc.engines.owner;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.CONVERSATION_PARTS;
import static io.intercomsync.collection.IntercomCollection.SOCIAL_PROFILES;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.conversation;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.part;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.row;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.error.SyncFailedException;
import io.intercomsync.fake.FakeIntercom;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.AdvancedClock;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.report.Status;
import io.intercomsync.report.SyncReport;
import io.intercomsync.sink.CheckpointingSink;
import io.intercomsync.sink.ReadableSink;
import io.intercomsync.sink.ReportingSink;
import io.intercomsync.sink.Sink;
import io.intercomsync.sink.UnitSize;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * K106: a database refuses a child, the rest of the unit is stored, and the program is killed before the checkpoint that names
 * the child is stored.
 */
class KilledAfterRefusalTest {
    private static final int IN_ALL = 400;
    private static final int WITH_PARTS = 10;
    private static final Duration APART = Duration.ofSeconds(15);

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    private final AdvancedClock clock = new AdvancedClock();
    private final FakeIntercom fake =
            FakeIntercom.builder().unthrottled().clock(clock).start();
    private final IntercomClient client =
            IntercomClient.builder(fake.token()).baseUrl(URI.create(fake.url())).build();

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    /** Makes three pages of conversations, of which ten have a part, and returns the id of the refused part on the second page. */
    private String threePages() {
        String middle = "";
        clock.putForward(Duration.ofHours(-2));
        for (int i = 0; i < IN_ALL; i++) {
            fake.conversation("c" + i);
            if (i % (IN_ALL / WITH_PARTS) == 0) {
                String part = fake.addPart("c" + i, Map.of("body", "hello"));
                middle = i == IN_ALL / 2 ? part : middle;
            }
            clock.putForward(APART);
        }
        clock.putForward(Duration.ofHours(2).minus(APART.multipliedBy(IN_ALL)));
        return middle;
    }

    /** Makes a table that refuses one row, before the sink makes it. */
    private void refuse(TestDatabase database, IntercomCollection collection, String id) {
        schema.create(database);
        boolean hasPerson = collection == SOCIAL_PROFILES;
        database.execute("CREATE TABLE " + schema.table(collection) + " (\"id\" VARCHAR NOT NULL,"
                + (hasPerson ? " \"person_id\" VARCHAR NOT NULL," : "")
                + " CONSTRAINT \"owners_check\" CHECK (\"id\" <> '" + id + "'),"
                + " PRIMARY KEY (" + (hasPerson ? "\"person_id\", " : "") + "\"id\"))");
    }

    /** Returns the sink, which stores each page in a unit of its own. It breaks, as if killed, when it is to store the checkpoint after a refusal. */
    private static Sink killedAfterRefusal(JdbcSink real) {
        AtomicBoolean isKilled = new AtomicBoolean();
        Class<?>[] all = {CheckpointingSink.class, ReadableSink.class, ReportingSink.class};
        return (Sink) Proxy.newProxyInstance(real.getClass().getClassLoader(), all, (proxy, method, arguments) -> {
            String name = method.getName();
            if (name.equals("unitSize")) {
                return new UnitSize(1, 1);
            }
            if (name.equals("write")) {
                isKilled.set(true);
            }
            if (isKilled.get() && (name.equals("write") || name.equals("store"))) {
                throw new SinkException("The program is killed");
            }
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private SyncReport sync(Sink sink) {
        return SyncEngine.builder(client, sink)
                .collections(CONVERSATIONS, CONVERSATION_PARTS)
                .build()
                .sync();
    }

    private String killedBeforeTheCheckpoint(TestDatabase database) {
        String refused = threePages();
        refuse(database, CONVERSATION_PARTS, refused);
        JdbcSink sink = schema.sink(database);
        assertThatThrownBy(() -> sync(killedAfterRefusal(sink))).isInstanceOf(SyncFailedException.class);
        sink.close();
        assertThat(schema.live(database, CONVERSATIONS))
                .as("the first pass is not at its end")
                .contains("c" + IN_ALL / 2)
                .hasSizeBetween(2, IN_ALL - 1);
        return refused;
    }

    @ParameterizedTest
    @EnumSource
    void the_next_run_fetches_the_object_again_and_reports_the_refused_child(TestDatabase database) {
        String refused = killedBeforeTheCheckpoint(database);

        SyncReport report = sync(schema.sink(database));
        SyncReport later = sync(schema.sink(database));

        assertThat(List.of(report, later)).allSatisfy(each -> {
            assertThat(each.collection(CONVERSATION_PARTS).status())
                    .as(each.toTable())
                    .isEqualTo(Status.INCOMPLETE);
            assertThat(each.collection(CONVERSATION_PARTS).faults())
                    .extracting(fault -> fault.id())
                    .containsExactly(refused);
        });
        assertThat(later.collection(CONVERSATIONS).changed())
                .as("the conversation is fetched again, and not written again")
                .isZero();
        assertThat(schema.live(database, CONVERSATIONS)).hasSize(IN_ALL);
        assertThat(schema.live(database, CONVERSATION_PARTS))
                .hasSize(WITH_PARTS - 1)
                .doesNotContain(refused);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"}) // DuckDB drops no constraint
    void the_child_comes_with_the_next_run_that_may_store_it(TestDatabase database) {
        String refused = killedBeforeTheCheckpoint(database);
        database.execute("ALTER TABLE " + schema.table(CONVERSATION_PARTS) + " DROP CONSTRAINT \"owners_check\"");

        SyncReport report = sync(schema.sink(database));

        assertThat(report.status()).as(report.toTable()).isEqualTo(Status.COMPLETE);
        assertThat(schema.live(database, CONVERSATION_PARTS))
                .hasSize(WITH_PARTS)
                .contains(refused);
    }

    @ParameterizedTest
    @EnumSource
    void a_conversation_lacks_children_until_all_of_them_are_stored(TestDatabase database) {
        refuse(database, CONVERSATION_PARTS, "refused");
        JdbcSink sink = schema.sink(database);
        Set<List<String>> lacking = Set.of(List.of("1"));
        List<List<String>> all = List.of(List.of("1"), List.of("2"), List.of("none"));
        sink.store(changes(
                conversation("1", T1), conversation("2", T1), part("a", "1"), part("refused", "1"), part("b", "2")));

        assertThat(sink.lackingChildren("w1", CONVERSATIONS, all)).isEqualTo(lacking);
        assertThat(sink.versions("w1", CONVERSATIONS, all)).hasSize(2);

        sink.store(changes(conversation("1", T1), part("a", "1")));

        assertThat(sink.lackingChildren("w1", CONVERSATIONS, all)).isEmpty();

        sink.store(changes(conversation("1", T1), part("a", "1"), part("refused", "1")));

        assertThat(sink.lackingChildren("w1", CONVERSATIONS, all)).isEqualTo(lacking);
    }

    @ParameterizedTest
    @EnumSource
    void a_person_lacks_children_if_a_social_profile_is_refused(TestDatabase database) {
        refuse(database, SOCIAL_PROFILES, "refused");
        JdbcSink sink = schema.sink(database);
        Row profile = row(SOCIAL_PROFILES, Map.of("person_id", "1", "id", "refused"));

        sink.store(changes(user("1", T1, "Ada"), user("2", T1, "Bob"), profile));

        assertThat(sink.lackingChildren("w1", USERS, List.of(List.of("1"), List.of("2"))))
                .containsExactly(List.of("1"));
    }
}
