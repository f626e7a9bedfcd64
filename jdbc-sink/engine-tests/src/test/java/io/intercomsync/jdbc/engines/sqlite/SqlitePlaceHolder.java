package io.intercomsync.jdbc.engines.sqlite;

import static io.intercomsync.jdbc.testkit.internal.TestChanges.changes;
import static io.intercomsync.jdbc.testkit.internal.TestChanges.tag;

import io.intercomsync.error.SinkException;
import io.intercomsync.jdbc.JdbcSink;
import java.io.IOException;
import java.time.Duration;

/** A program that writes to a file of SQLite, and keeps the writer's place until it is killed. */
final class SqlitePlaceHolder {
    private SqlitePlaceHolder() {}

    public static void main(String[] arguments) throws IOException {
        try (JdbcSink sink =
                JdbcSink.builder(arguments[0]).writerWait(Duration.ZERO).build()) {
            System.out.println(written(sink));
            System.in.read(); // never returns before the end of the test
        }
    }

    private static String written(JdbcSink sink) {
        try {
            sink.write(changes(tag("1", "x")));
            return "written";
        } catch (SinkException e) {
            return "refused";
        }
    }
}
