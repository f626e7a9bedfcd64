package io.intercomsync.jdbc.testkit;

import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.testkit.internal.TestAddress;
import io.intercomsync.testkit.SinkContract;
import javax.sql.DataSource;

/**
 * Tests the {@link SinkContract} on a real database in a schema that several workspaces share, by
 * {@link JdbcSink.Builder#workspaceColumn()}. Extend it as you extend {@link JdbcSinkContract}.
 */
public abstract class SharedSchemaContract extends JdbcTests {

    /**
     * Creates the contract for a database at a JDBC URL.
     *
     * @param url the URL, which names the user if the database needs one
     */
    protected SharedSchemaContract(String url, Dialect dialect) {
        super(TestAddress.of(url, dialect));
    }

    /** Creates the contract for a database at a JDBC URL, for a user with a password. */
    protected SharedSchemaContract(String url, String user, String password, Dialect dialect) {
        super(TestAddress.of(url, user, password, dialect));
    }

    /** Creates the contract for the database that the source connects to. */
    protected SharedSchemaContract(DataSource source, Dialect dialect) {
        super(TestAddress.of(source, dialect));
    }

    /** {@inheritDoc} Here it adds the column of the workspace. */
    @Override
    protected JdbcSink.Builder settings(JdbcSink.Builder builder) {
        return builder.workspaceColumn();
    }
}
