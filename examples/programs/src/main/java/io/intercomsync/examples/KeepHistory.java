package io.intercomsync.examples;

import static io.intercomsync.collection.IntercomCollection.CONVERSATIONS;
import static io.intercomsync.collection.IntercomCollection.USERS;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.jdbc.JdbcSink;
import javax.sql.DataSource;

/** Copies a workspace and keeps every version of its users and conversations. */
final class KeepHistory {
    private KeepHistory() {}

    static void copy(IntercomClient intercom, DataSource dataSource) {
        try (JdbcSink warehouse =
                JdbcSink.builder(dataSource).history(USERS, CONVERSATIONS).build()) {
            SyncEngine.builder(intercom, warehouse).build().sync();
        }
    }
}
