package io.intercomsync.jdbc.testkit;

import io.intercomsync.jdbc.JdbcSink;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.testkit.internal.TestAddress;
import io.intercomsync.testkit.SinkContract;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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

    /**
     * Creates the contract for a database at a JDBC URL, for a user with a password.
     *
     * @param user the user; {@code null} if the URL names one or the database needs none
     * @param password the password; {@code null} if the URL has it or the database needs none
     */
    protected SharedSchemaContract(String url, @Nullable String user, @Nullable String password, Dialect dialect) {
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
