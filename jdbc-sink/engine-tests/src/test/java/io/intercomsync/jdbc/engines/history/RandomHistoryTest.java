package io.intercomsync.jdbc.engines.history;

import static io.intercomsync.collection.IntercomCollection.CONTACTS;
import static io.intercomsync.collection.IntercomCollection.TAGS;
import static io.intercomsync.collection.IntercomCollection.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.CustomAttributes;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.OnDelete;
import io.intercomsync.jdbc.engines.attribute.AttributeModel;
import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.jdbc.engines.fixture.WrappedSource;
import io.intercomsync.jdbc.testkit.internal.StoredAttributes;
import io.intercomsync.jdbc.testkit.internal.TestChanges;
import io.intercomsync.sink.Changes;
import io.intercomsync.sink.Removal;
import io.intercomsync.sink.Removal.Reason;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * K67: whatever rows and removals come in whatever order, the history equals a model in memory after each unit. Run more seeds by
 * {@code -Dhistory.seeds=100}, from {@code -Dhistory.seed=...} on, with
 * {@code -Dhistory.units=20} units each.
 */
class RandomHistoryTest {
    private static final int UNITS = Integer.getInteger("history.units", 12);
    private static final List<IntercomCollection> KEPT = List.of(USERS, CONTACTS, TAGS);

    @RegisterExtension
    final OwnSchema schema = new OwnSchema();

    @ParameterizedTest
    @EnumSource
    void history_equals_a_model_after_each_unit(TestDatabase database) {
        int first = Integer.getInteger("history.seed", 1);
        for (int seed = first; seed < first + Integer.getInteger("history.seeds", 1); seed++) {
            database.execute("DROP SCHEMA IF EXISTS \"" + schema + "\" CASCADE");
            new Story(database, seed).play();
        }
    }

    /** Some random units, beside the model. */
    private final class Story {
        private final TestDatabase database;
        private final int seed;
        private final Random random;
        private final OnDelete onDelete;
        private final boolean isShared;
        private final StoredHistory stored;
        private final Map<IntercomCollection, HistoryModel> models = new LinkedHashMap<>();
        /** The workspaces that were written without their history. */
        private final Set<String> behind = new HashSet<>();

        private final RandomRows made;

        Story(TestDatabase database, int seed) {
            this.database = database;
            this.seed = seed;
            this.random = new Random(seed);
            this.made = new RandomRows(random);
            this.onDelete =
                    List.of(OnDelete.MARK, OnDelete.REMOVE, OnDelete.IGNORE).get(seed % 3);
            this.isShared = random.nextBoolean();
            this.stored = new StoredHistory(database, schema);
            KEPT.forEach(each -> models.put(each, new HistoryModel(onDelete)));
        }

        void play() {
            boolean isOn = random.nextInt(3) > 0;
            for (int unit = 1; unit <= UNITS; unit++) {
                String when = "seed " + seed + ", unit " + unit;
                isOn = unit == UNITS || isOn == (random.nextInt(5) > 0);
                play(isOn, when);
            }
            compareColumns("seed " + seed);
        }

        private void play(boolean isOn, String when) {
            String workspace = isShared && random.nextInt(3) == 0 ? "w2" : "w1";
            if (isOn && behind.remove(workspace)) { // the rows of this moment get versions, before others come
                Instant since = Instant.now().truncatedTo(ChronoUnit.MICROS);
                store(true, true, TestChanges.changes(workspace, List.of()));
                compare(workspace, true, Map.of(), since, "switched on, " + when);
            } else if (!isOn) {
                behind.add(workspace);
            }
            Instant since = Instant.now().truncatedTo(ChronoUnit.MICROS);
            Map<IntercomCollection, Map<String, Instant>> removedAt = new HashMap<>();
            Changes changes = changes(workspace, removedAt);
            boolean hasColumns = isOn || random.nextInt(4) > 0;
            if (random.nextInt(6) == 0) {
                dies(isOn, changes);
            }
            store(isOn, hasColumns, changes);
            if (random.nextInt(3) == 0) {
                store(isOn, hasColumns, changes);
            }
            compare(workspace, isOn, removedAt, since, when);
        }

        private void compare(
                String workspace,
                boolean isOn,
                Map<IntercomCollection, Map<String, Instant>> removedAt,
                Instant since,
                String when) {
            Instant until = Instant.now();
            for (IntercomCollection collection : KEPT) {
                HistoryModel model = models.get(collection);
                model.learnTimes(stored.received(collection), since, until, when);
                if (isOn) {
                    model.follow(workspace, removedAt.getOrDefault(collection, Map.of()), until);
                    model.compare(stored.versions(collection), since, until, collection + ", " + when);
                }
            }
            if (isOn) {
                compareTimes(when);
            }
        }

        private JdbcSink.Builder with(boolean isOn, JdbcSink.Builder builder) {
            builder.schema(schema.toString()).onDelete(onDelete).maxRetryDuration(Duration.ZERO);
            if (isOn) {
                builder.history(KEPT.toArray(IntercomCollection[]::new));
            }
            return isShared ? builder.workspaceColumn() : builder;
        }

        private void store(boolean isOn, boolean hasColumns, Changes changes) {
            try (JdbcSink sink = with(isOn, schema.in(database))
                    .customAttributes(hasColumns ? CustomAttributes.COLUMNS_AND_JSON : CustomAttributes.JSON_ONLY)
                    .build()) {
                sink.store(changes);
            }
        }

        /** Stores by a sink whose connection breaks at some statement. */
        private void dies(boolean isOn, Changes changes) {
            AtomicInteger left = new AtomicInteger(1 + random.nextInt(60));
            try (JdbcSink sink = with(isOn, JdbcSink.builder(new WrappedSource(database, (connection, method) -> {
                        if (List.of("createStatement", "prepareStatement", "commit")
                                        .contains(method)
                                && left.decrementAndGet() <= 0) {
                            throw new SQLNonTransientConnectionException("it is dead", "08006");
                        }
                    })))
                    .build()) {
                sink.store(changes);
            } catch (SinkException e) {
                assertThat(e).hasMessageContaining("it is dead");
            }
        }

        private Changes changes(String workspace, Map<IntercomCollection, Map<String, Instant>> removedAt) {
            List<Removal> removals = new ArrayList<>();
            Map<String, Row> rows = new LinkedHashMap<>();
            List<Consumer<Set<String>>> effects = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                IntercomCollection collection = KEPT.get(random.nextInt(KEPT.size()));
                String id = collection.tableName().charAt(0) + "" + random.nextInt(5);
                if (random.nextInt(3) == 0) {
                    boolean isMove = collection != TAGS && random.nextBoolean();
                    Instant at = made.time();
                    removals.add(removal(collection, id, isMove, at));
                    effects.add(coming -> {
                        for (String each : gone(removals, collection, workspace, id)) {
                            if (!coming.contains(collection + each)) {
                                removedAt
                                        .computeIfAbsent(collection, c -> new HashMap<>())
                                        .putIfAbsent(each, at);
                                models.get(collection).remove(each, at, isMove);
                            }
                        }
                    });
                } else {
                    rows.put(collection + workspace + " " + id, made.row(collection, id));
                }
            }
            Set<String> removed = new HashSet<>();
            removals.forEach(each -> gone(removals, each.collection(), workspace, "")
                    .forEach(id -> removed.add(each.collection() + id)));
            effects.forEach(each -> each.accept(rows.keySet()));
            rows.forEach((key, row) -> {
                made.sent(row);
                models.get(row.collection())
                        .store(
                                workspace + " " + row.key().get(0),
                                row.updatedAt(),
                                RandomRows.content(row),
                                removed.contains(key));
            });
            return TestChanges.changes(workspace, removals, rows.values().toArray(Row[]::new));
        }

        private Removal removal(IntercomCollection collection, String id, boolean isMove, Instant at) {
            return new Removal.ByKey(collection, List.of(id), isMove ? Reason.MOVED : Reason.DELETED, at, null);
        }

        /** Returns the ids that a removal concerns, with the workspace; of all removals if there is no id. */
        private Set<String> gone(List<Removal> removals, IntercomCollection collection, String workspace, String id) {
            Set<String> ids = new HashSet<>();
            for (Removal each : removals) {
                if (each.collection() == collection
                        && each instanceof Removal.ByKey one
                        && (id.isEmpty() || one.key().get(0).equals(id))) {
                    ids.add(workspace + " " + one.key().get(0));
                }
            }
            return ids;
        }

        private void compareTimes(String when) {
            for (IntercomCollection collection : KEPT) {
                List<Instant> times = models.get(collection).times();
                for (int i = 0; i < 3 && !times.isEmpty(); i++) {
                    Instant time =
                            times.get(random.nextInt(times.size())).plus(random.nextInt(3) - 1, ChronoUnit.MICROS);
                    assertThat(stored.asOf(collection, time))
                            .as("%s as of %s, %s", collection, time, when)
                            .isEqualTo(models.get(collection).asOf(time));
                }
            }
        }

        /** Compares the columns of attributes of every version with its JSON. */
        private void compareColumns(String when) {
            Map<String, StoredAttributes.Told> told = new StoredAttributes(schema.access(database)).told();
            stored.versions(USERS)
                    .forEach((id, versions) -> versions.forEach(version -> {
                        Map<String, Object> expected = new TreeMap<>();
                        version.attributes()
                                .forEach((name, value) -> expected.put(
                                        name,
                                        AttributeModel.inColumn(
                                                told.containsKey(name)
                                                        ? told.get(name).type()
                                                        : "no column",
                                                value)));
                        Map<String, Object> found = new TreeMap<>(version.columns());
                        found.replaceAll((name, value) ->
                                AttributeModel.comparable(told.get(name).type(), value));
                        assertThat(found).as("columns of %s, %s", id, when).isEqualTo(expected);
                    }));
        }
    }
}
