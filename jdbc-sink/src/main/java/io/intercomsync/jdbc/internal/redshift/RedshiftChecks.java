package io.intercomsync.jdbc.internal.redshift;

import io.intercomsync.jdbc.dialect.DatabaseChecks;
import java.util.Locale;
import java.util.Set;

/** Knows the schemas that Redshift keeps for itself. It knows no rights. */
final class RedshiftChecks implements DatabaseChecks {
    static final RedshiftChecks INSTANCE = new RedshiftChecks();

    private static final Set<String> RESERVED = Set.of("information_schema", "catalog_history");

    private RedshiftChecks() {}

    @Override
    public boolean isReserved(String schema) {
        String name = schema.toLowerCase(Locale.ROOT);
        return RESERVED.contains(name) || name.startsWith("pg_");
    }
}
