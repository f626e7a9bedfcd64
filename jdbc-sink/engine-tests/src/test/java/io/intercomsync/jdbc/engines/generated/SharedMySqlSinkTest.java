package io.intercomsync.jdbc.engines.generated;

import io.intercomsync.jdbc.JdbcSink;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract, in a schema that several workspaces share. */
@EnabledIfSystemProperty(named = "generated.full", matches = ".*")
class SharedMySqlSinkTest extends MySqlSinkTest {

    @Override
    JdbcSink.Builder sink() {
        return super.sink().workspaceColumn();
    }
}
