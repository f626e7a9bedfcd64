package io.intercomsync.jdbc.engines.connection;

import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.T1;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.changesUpTo;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import io.intercomsync.sink.WriteResult;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls of another thread while a write is under way. */
class OneEngineTest {
    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    /** Runs once on another thread before the next commit. */
    private final AtomicReference<@Nullable Supplier<?>> meanwhile = new AtomicReference<>();

    private final AtomicReference<@Nullable Object> outcome = new AtomicReference<>();

    private WrappedSource source(TestDatabase database) {
        return new WrappedSource(database, (connection, method) -> {
            Supplier<?> work = method.equals("commit") ? meanwhile.getAndSet(null) : null;
            if (work != null) {
                try {
                    outcome.set(CompletableFuture.supplyAsync(work).join());
                } catch (CompletionException e) {
                    outcome.set(e.getCause());
                }
            }
        });
    }

    private static Supplier<?> writing(JdbcSink sink) {
        return () -> {
            sink.write(changesUpTo("other", tag("2", "y"), user("2", T1, "y")));
            return "stored";
        };
    }

    @ParameterizedTest
    @EnumSource
    void a_second_write_is_refused_and_does_the_first_no_harm(TestDatabase database) {
        JdbcSink sink = schema.open(JdbcSink.builder(source(database)).schema(schema.toString()));
        sink.write(changesUpTo("0", user("0", T1, "x")));
        meanwhile.set(writing(sink));

        WriteResult result = sink.store(changesUpTo("1", tag("1", "x"), user("1", T1, "x")));

        assertThat(outcome.get())
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(SinkException.class)
                .hasMessageContaining("A sink serves one engine");
        assertThat(schema.live(database, TAGS)).containsExactly("1");
        assertThat(schema.live(database, USERS)).containsExactly("0", "1");
        assertThat(result.changed()).asString().contains("TAGS=1", "USERS=1");
        assertThat(sink.checkpoint("w1", "feed").orElseThrow().state()).isEqualTo("1");
        sink.write(changesUpTo("2", tag("2", "y")));
        assertThat(schema.live(database, TAGS)).containsExactly("1", "2");
    }

    @ParameterizedTest
    @EnumSource
    void a_write_that_fails_leaves_room_for_the_next(TestDatabase database) {
        JdbcSink sink = schema.open(JdbcSink.builder(new WrappedSource(database, (connection, method) -> {
                    if (method.equals("commit") && meanwhile.getAndSet(null) != null) {
                        throw new SQLException("full", "53100");
                    }
                }))
                .schema(schema.toString()));
        meanwhile.set(() -> "fails");
        assertThatThrownBy(() -> sink.write(changesUpTo("1", tag("1", "x")))).isInstanceOf(SinkException.class);

        sink.write(changesUpTo("1", tag("1", "x")));

        assertThat(schema.live(database, TAGS)).containsExactly("1");
    }

    @ParameterizedTest
    @EnumSource
    void others_may_read_what_is_stored(TestDatabase database) {
        JdbcSink sink = schema.open(JdbcSink.builder(source(database)).schema(schema.toString()));
        sink.write(changesUpTo("0", tag("1", "x")));
        meanwhile.set(() -> sink.liveRows("w1", TAGS));

        sink.write(changesUpTo("1", tag("2", "x")));

        assertThat(outcome.get()).isEqualTo(1L);
        assertThat(sink.liveRows("w1", TAGS)).isEqualTo(2);
    }

    @Test
    void to_read_the_checkpoint_of_another_workspace_ends_no_transaction_of_the_writer() {
        JdbcSink sink =
                schema.open(JdbcSink.builder(new WrappedSource(TestDatabase.POSTGRESQL, (connection, method) -> {
                            Supplier<?> work = method.equals("commit") ? meanwhile.getAndSet(null) : null;
                            if (work != null) {
                                outcome.set(CompletableFuture.supplyAsync(work).join());
                                throw new SQLException("full", "53100");
                            }
                        }))
                        .schema(schema.toString())
                        .workspaceColumn());
        sink.write(changesUpTo("0", tag("1", "x")));
        meanwhile.set(() -> sink.checkpoint("w2", "feed"));

        assertThatThrownBy(() -> sink.write(changesUpTo("1", tag("2", "x")))).isInstanceOf(SinkException.class);

        assertThat(outcome.get()).asString().isEqualTo("Optional.empty");
        assertThat(schema.live(TestDatabase.POSTGRESQL, TAGS)).containsExactly("1");
    }
}
