package io.intercomsync.jdbc.engines.generated;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.collection.Row;
import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.engines.fixture.StoredTables;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;
import io.intercomsync.sink.Sink;
import io.intercomsync.testkit.SinkContract;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract of every sink, for the dialect of MySQL on MariaDB. It takes a minute: {@code -Dgenerated.full} runs it. */
@EnabledIfSystemProperty(named = "generated.full", matches = ".*")
class MySqlSinkTest extends SinkContract {
    private final String schema = TestDatabase.newSchema();
    private @Nullable Sink opened;

    @Override
    protected Sink open() {
        if (opened != null) {
            opened.close();
        }
        opened = settings(MySqlOnMariaDb.sink(schema)).build();
        return opened;
    }

    /** Sets the options of the sink besides its schema. */
    JdbcSink.Builder settings(JdbcSink.Builder builder) {
        return builder;
    }

    @Override
    protected List<Row> stored(IntercomCollection collection) {
        return new StoredTables(TestDatabase.MARIADB.url(), schema).live(collection);
    }
}
