package io.intercomsync.jdbc.engines.contract;

import io.intercomsync.jdbc.testkit.JdbcSinkContract;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Tests the sink on a database of your own, {@code -Dcontract.url=jdbc:...}; jdbc.md has the whole command. */
@EnabledIfSystemProperty(named = OwnServer.URL, matches = ".+")
class OwnServerTest extends JdbcSinkContract {
    OwnServerTest() {
        super(OwnServer.url(), OwnServer.user(), OwnServer.password(), OwnServer.dialect());
    }
}
