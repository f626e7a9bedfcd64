package io.intercomsync.jdbc.engines.contract;

import io.intercomsync.jdbc.testkit.SharedSchemaContract;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Tests the sink on a database of your own, {@code -Dcontract.url=jdbc:...}; jdbc.md has the whole command. */
@EnabledIfSystemProperty(named = OwnServer.URL, matches = ".+")
class OwnServerSharedTest extends SharedSchemaContract {
    OwnServerSharedTest() {
        super(OwnServer.url(), OwnServer.user(), OwnServer.password(), OwnServer.dialect());
    }
}
