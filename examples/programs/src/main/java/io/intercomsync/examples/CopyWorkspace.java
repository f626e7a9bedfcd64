package io.intercomsync.examples;

import io.intercomsync.IntercomClient;
import io.intercomsync.SyncEngine;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.sink.Sink;
import javax.sql.DataSource;

/** Copies all nine collections of a workspace into a database of the application. This is the shortest program. */
final class CopyWorkspace {
    private CopyWorkspace() {}

    static void run(DataSource dataSource) {
        IntercomClient intercom =
                IntercomClient.builder(System.getenv("INTERCOM_ACCESS_TOKEN")).build();
        Sink warehouse = JdbcSink.builder(dataSource).schema("intercom_prod").build();

        System.out.println(SyncEngine.builder(intercom, warehouse).build().sync());
    }
}
