package io.intercomsync.jdbc.engines.owner;

import io.intercomsync.jdbc.engines.fixture.OwnSchema;
import io.intercomsync.jdbc.engines.fixture.TestDatabase;

/**
 * A trigger of an owner that acts on the row {@code bad} of users or of their history.
 *
 * @param event {@code INSERT}, {@code UPDATE} or {@code DELETE}
 */
record OwnersTriggerSql(TestDatabase database, OwnSchema schema, String table, String event, Effect effect) {

    /** The effect of the trigger on the row. */
    enum Effect {
        RAISE,
        SWALLOW,
        OTHER_HASH;

        boolean isPossible(TestDatabase database) {
            return this != SWALLOW || database == TestDatabase.POSTGRESQL || database == TestDatabase.SQLITE;
        }
    }

    String name() {
        return "owners_trigger_" + effect;
    }

    private String row() {
        return event.equals("DELETE") ? "OLD" : "NEW";
    }

    void create() {
        switch (database) {
            case POSTGRESQL -> createOfPostgres();
            case MARIADB ->
                database.execute("CREATE TRIGGER " + schema.table(name()) + " BEFORE " + event + " ON "
                        + schema.table(table) + " FOR EACH ROW IF " + row() + ".id = 'bad' THEN "
                        + (effect == Effect.RAISE
                                ? "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'secret'"
                                : "SET NEW.\"_row_hash\" = 7")
                        + "; END IF");
            case SQLITE -> createOfSqlite();
            case H2 ->
                database.execute("CREATE TRIGGER " + schema.table(name()) + " BEFORE " + event + " ON "
                        + schema.table(table) + " FOR EACH ROW CALL '" + OwnersRowTrigger.class.getName() + "'");
            default -> throw new IllegalStateException(database + " has no triggers");
        }
    }

    private void createOfPostgres() {
        String body = switch (effect) {
            case RAISE -> "RAISE ''secret'';";
            case SWALLOW -> "RETURN NULL;";
            case OTHER_HASH -> "NEW._row_hash = 7;";
        };
        String function = schema.table("f") + "()";
        database.execute("CREATE FUNCTION " + function + " RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF " + row()
                + ".id = ''bad'' THEN " + body + " END IF; RETURN " + row() + "; END'");
        database.execute("CREATE TRIGGER \"" + name() + "\" BEFORE " + event + " ON " + schema.table(table)
                + " FOR EACH ROW EXECUTE FUNCTION " + function);
    }

    /** SQLite cannot change the new row before it is stored. */
    private void createOfSqlite() {
        boolean isUpdate = effect == Effect.OTHER_HASH;
        String version = table.equals("users") ? "" : " AND _version = NEW._version";
        String body = switch (effect) {
            case RAISE -> "SELECT RAISE(ABORT, 'secret')";
            case SWALLOW -> "SELECT RAISE(IGNORE)";
            case OTHER_HASH -> "UPDATE \"" + schema + "_" + table + "\" SET _row_hash = 7 WHERE id = 'bad'" + version;
        };
        database.execute("CREATE TRIGGER \"" + name() + "\" " + (isUpdate ? "AFTER " : "BEFORE ") + event + " ON "
                + schema.table(table) + " WHEN " + row() + ".id = 'bad'" + (isUpdate ? " AND NEW._row_hash <> 7" : "")
                + " BEGIN " + body + "; END");
    }

    void drop() {
        database.execute(
                switch (database) {
                    case POSTGRESQL -> "DROP TRIGGER \"" + name() + "\" ON " + schema.table(table);
                    case SQLITE -> "DROP TRIGGER \"" + name() + "\"";
                    default -> "DROP TRIGGER " + schema.table(name());
                });
    }
}
