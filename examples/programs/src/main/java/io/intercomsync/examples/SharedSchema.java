package io.intercomsync.examples;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.sink.Sink;
import java.util.List;
import javax.sql.DataSource;

/** Copies several workspaces into one schema. Each row has the id of its workspace. */
final class SharedSchema {
    private SharedSchema() {}

    static void copy(List<IntercomClient> workspaces, DataSource dataSource) {
        for (IntercomClient workspace : workspaces) {
            try (Sink warehouse = JdbcSink.builder(dataSource).workspaceColumn().build()) {
                SyncEngine.builder(workspace, warehouse).build().sync();
            }
        }
    }
}
