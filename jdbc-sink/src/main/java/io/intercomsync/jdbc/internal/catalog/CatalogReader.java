package io.intercomsync.jdbc.internal.catalog;

import java.sql.SQLException;

/** Reads the catalog anew. */
@FunctionalInterface
public interface CatalogReader {
    SchemaCatalog read() throws SQLException;
}
