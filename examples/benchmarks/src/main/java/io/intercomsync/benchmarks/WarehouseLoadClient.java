package io.intercomsync.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.jdbc.CustomAttributes;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.sink.Changes;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Loads the same users in several ways, one after the other in each round, and prints the figures. Arguments: a JDBC URL, the number of
 * users, and the number of rounds that count. A round before them warms up.
 */
final class WarehouseLoadClient {
    private static final String RAW = "the bulk path alone";
    private static final String SCHEMA = "measured";
    private static final String COPY = SCHEMA + ".raw_users";

    private final String url;
    private final RawDatabase raw;
    private final AttributedUsers users;
    private final int count;
    private final LoadTimes times;
    private final List<Changes> all;
    private final List<Changes> allWithoutDefinitions;
    private final List<Changes> someChanged;
    private @Nullable List<@Nullable Object[]> values;
    private long server;

    private WarehouseLoadClient(String url, int count) {
        this.url = url;
        this.raw = RawDatabase.of(url);
        this.users = new AttributedUsers(count);
        this.count = count;
        this.times = new LoadTimes(count, RAW);
        try (JdbcSink sink = sink(CustomAttributes.COLUMNS_AND_JSON)) {
            sink.beginRun("workspace"); // only a connection tells the size of units
            all = units(sink, number -> 1, AttributedUsers.definitions());
            allWithoutDefinitions = units(sink, number -> 1, List.of());
            someChanged = units(sink, number -> number % 20 == 0 ? 2 : 1, AttributedUsers.definitions());
            sink.endRun();
        }
    }

    public static void main(String[] arguments) throws Exception {
        WarehouseLoadClient client = new WarehouseLoadClient(arguments[0], Integer.parseInt(arguments[1]));
        int rounds = Integer.parseInt(arguments[2]);
        for (int round = 0; round <= rounds; round++) {
            client.round(round == 0);
        }
        client.otherLoads();
        client.upserts();
        System.out.println(client.times.table());
        System.out.println("done yes");
        System.exit(0);
    }

    private List<Changes> units(JdbcSink sink, IntUnaryOperator version, List<AttributeDefinition> definitions) {
        return users.units(sink.unitSize(), version, definitions);
    }

    private JdbcSink sink(CustomAttributes attributes) {
        return JdbcSink.builder(url).schema(SCHEMA).customAttributes(attributes).build();
    }

    private void round(boolean isWarmUp) throws Exception {
        try (Connection connection = raw.open(url)) {
            drop(connection);
            server = raw.server(connection);
        }
        store(isWarmUp, "first load", all, CustomAttributes.COLUMNS_AND_JSON);
        store(isWarmUp, "the same again", all, CustomAttributes.COLUMNS_AND_JSON);
        store(isWarmUp, "5 % changed", someChanged, CustomAttributes.COLUMNS_AND_JSON);
        rawLoad(isWarmUp);
    }

    /** Measures, once, what is of interest beside the rounds. */
    private void otherLoads() throws Exception {
        try (Connection connection = raw.open(url)) {
            drop(connection);
        }
        store(false, "first load without definitions", allWithoutDefinitions, CustomAttributes.COLUMNS_AND_JSON);
        try (Connection connection = raw.open(url)) {
            drop(connection);
        }
        store(false, "first load, attributes in JSON alone", all, CustomAttributes.JSON_ONLY);
    }

    private void drop(Connection connection) throws Exception {
        RawDatabase.run(connection, List.of("DROP SCHEMA IF EXISTS " + SCHEMA + raw.withContents()));
    }

    private void store(boolean isWarmUp, String what, List<Changes> units, CustomAttributes attributes)
            throws Exception {
        try (JdbcSink sink = sink(attributes)) {
            measure(isWarmUp, what, () -> {
                sink.beginRun("workspace");
                for (Changes unit : units) {
                    sink.write(unit);
                }
            });
            sink.endRun();
        }
        try (Connection connection = raw.open(url)) {
            if (RawDatabase.count(connection, SCHEMA + ".users") != count) {
                throw new IllegalStateException("Rows are missing after: " + what);
            }
        }
    }

    private void rawLoad(boolean isWarmUp) throws Exception {
        try (Connection connection = raw.open(url)) {
            List<@Nullable Object[]> rows = values(connection);
            RawDatabase.run(connection, raw.copyOf(SCHEMA + ".users", COPY));
            measure(isWarmUp, RAW, () -> raw.load(connection, COPY, rows));
            if (RawDatabase.count(connection, COPY) != count) {
                throw new IllegalStateException("Rows are missing after the raw load");
            }
        }
    }

    private List<@Nullable Object[]> values(Connection connection) throws Exception {
        List<@Nullable Object[]> known = values;
        if (known == null) {
            known = users.values(RawDatabase.columns(connection, SCHEMA + ".users"));
            values = known;
        }
        return known;
    }

    /** Measures upserts in batches into an empty table, and again over its rows. */
    private void upserts() throws Exception {
        try (Connection connection = raw.open(url)) {
            drop(connection);
        }
        store(true, "", all, CustomAttributes.COLUMNS_AND_JSON);
        try (Connection connection = raw.open(url + raw.upsertOptions())) {
            List<String> columns = RawDatabase.columns(connection, SCHEMA + ".users");
            List<@Nullable Object[]> rows = values(connection).subList(0, raw.rowsToUpsert(count));
            RawDatabase.run(connection, raw.copyForUpserts(SCHEMA + ".users", COPY));
            for (String what : List.of("upserts in batches", "upserts in batches again")) {
                times.scale(what, (double) count / rows.size());
                measure(false, what, () -> raw.upsert(connection, COPY, columns, rows));
            }
        }
    }

    /** Loads something. */
    @FunctionalInterface
    private interface Load {
        void run() throws Exception;
    }

    private void measure(boolean isWarmUp, String what, Load load) throws Exception {
        System.gc();
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long serverCpu = RawDatabase.cpu(server).toNanos();
        long start = System.nanoTime();
        load.run();
        long nanos = System.nanoTime() - start;
        if (!isWarmUp) {
            times.add(
                    what,
                    nanos,
                    system.getProcessCpuTime() - cpu,
                    RawDatabase.cpu(server).toNanos() - serverCpu);
        }
        System.out.printf("%s%s: %.2f s%n", isWarmUp ? "(warm-up) " : "", what, nanos / 1e9);
    }
}
