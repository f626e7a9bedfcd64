package io.intercomsync.jdbc.generated;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Gives connections to a {@link ScriptedDatabase}, and records the statements that go through them. */
final class RecordedConnections {
    private final GeneratedDialect dialect;
    private final ScriptedDatabase database;
    private final List<String> recorded = new ArrayList<>();

    RecordedConnections(GeneratedDialect dialect) {
        this.dialect = dialect;
        this.database = new ScriptedDatabase(dialect);
    }

    /** Returns the statements since the last call. */
    List<String> taken() {
        List<String> taken = List.copyOf(recorded);
        recorded.clear();
        return taken;
    }

    DataSource source() {
        return proxy(DataSource.class, (self, method, arguments) -> connection());
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object[] given = arguments == null ? new Object[0] : arguments;
                    return switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(self);
                        case "equals" -> self == given[0];
                        case "toString" -> type.getSimpleName();
                        default -> handler.invoke(self, method, given);
                    };
                }));
    }

    private void record(String sql) {
        recorded.add(sql);
    }

    private Connection connection() {
        boolean[] isAutoCommit = {true};
        return proxy(Connection.class, (self, method, arguments) -> switch (method.getName()) {
            case "createStatement" -> statement();
            case "prepareStatement" -> prepared((String) arguments[0]);
            case "getMetaData" -> metadata();
            case "getAutoCommit" -> isAutoCommit[0];
            case "setAutoCommit" -> {
                boolean isOn = (Boolean) arguments[0];
                if (isAutoCommit[0] && !isOn) {
                    record("-- begin");
                }
                isAutoCommit[0] = isOn;
                yield null;
            }
            case "commit", "rollback" -> {
                record("-- " + method.getName());
                yield null;
            }
            case "isValid" -> true;
            default -> usual(method);
        });
    }

    private static @Nullable Object usual(Method method) {
        Class<?> type = method.getReturnType();
        return type == boolean.class ? (Object) false : type == int.class ? (Object) 0 : type == long.class ? 0L : null;
    }

    private DatabaseMetaData metadata() {
        return proxy(DatabaseMetaData.class, (self, method, arguments) -> switch (method.getName()) {
            case "getDatabaseProductName" -> dialect.dialect.name();
            case "getURL" -> dialect.url;
            case "getColumns" -> result(List.of()); // asked for comments alone, of which there are none
            default -> usual(method);
        });
    }

    private Statement statement() {
        return proxy(Statement.class, (self, method, arguments) -> switch (method.getName()) {
            case "execute", "executeUpdate" -> {
                record((String) arguments[0]);
                int count = database.update((String) arguments[0], List.of());
                yield method.getName().equals("execute") ? (Object) false : (Object) count;
            }
            case "executeQuery" -> {
                record((String) arguments[0]);
                yield result(database.query((String) arguments[0], List.of()));
            }
            default -> usual(method);
        });
    }

    private PreparedStatement prepared(String sql) {
        TreeMap<Integer, @Nullable Object> bound = new TreeMap<>();
        List<List<@Nullable Object>> batch = new ArrayList<>();
        return proxy(PreparedStatement.class, (self, method, arguments) -> switch (method.getName()) {
            case "setNull" -> {
                bound.put((Integer) arguments[0], null);
                yield null;
            }
            case "setString", "setObject", "setLong", "setInt" -> {
                bound.put((Integer) arguments[0], arguments[1]);
                yield null;
            }
            case "addBatch" -> {
                batch.add(new ArrayList<>(bound.values()));
                yield null;
            }
            case "executeBatch" -> {
                record(sql + "; -- a batch of " + batch.size());
                int[] counts = batch.stream()
                        .mapToInt(values -> database.update(sql, values))
                        .map(count -> 1)
                        .toArray();
                batch.clear();
                yield counts;
            }
            case "executeUpdate" -> {
                record(sql);
                yield database.update(sql, new ArrayList<>(bound.values()));
            }
            case "executeQuery" -> {
                record(sql);
                yield result(database.query(sql, new ArrayList<>(bound.values())));
            }
            default -> usual(method);
        });
    }

    private static ResultSet result(List<List<@Nullable Object>> rows) {
        int[] position = {-1};
        boolean[] wasNull = {false};
        return proxy(ResultSet.class, (self, method, arguments) -> {
            if (method.getName().equals("next")) {
                return ++position[0] < rows.size();
            }
            if (method.getName().equals("wasNull")) {
                return wasNull[0];
            }
            if (!method.getName().startsWith("get")) {
                return usual(method);
            }
            Object value = rows.get(position[0]).get((Integer) arguments[0] - 1);
            wasNull[0] = value == null;
            Class<?> type = arguments.length > 1 ? (Class<?>) arguments[1] : method.getReturnType();
            return value == null ? usual(method) : DriverValue.as(type, value);
        });
    }
}
