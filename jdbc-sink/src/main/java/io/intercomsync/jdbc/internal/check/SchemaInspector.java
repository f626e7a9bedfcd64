package io.intercomsync.jdbc.internal.check;

import io.intercomsync.jdbc.dialect.DatabaseChecks;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.MissingRight;
import io.intercomsync.jdbc.dialect.NeededRights;
import io.intercomsync.jdbc.internal.bookkeeping.CheckpointTable;
import io.intercomsync.jdbc.internal.catalog.ForeignTables;
import io.intercomsync.jdbc.internal.catalog.TableNames;
import io.intercomsync.jdbc.internal.catalog.TableOwner;
import io.intercomsync.jdbc.internal.schema.SchemaGaps;
import io.intercomsync.jdbc.internal.schema.SchemaSurvey;
import io.intercomsync.jdbc.internal.schema.SurveyedTable;
import io.intercomsync.jdbc.internal.table.SchemaOptions;
import io.intercomsync.jdbc.internal.value.SqlNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Inspects the name of the schema, the tables in it, and the user's rights. */
final class SchemaInspector {
    private final Connection connection;
    private final Dialect dialect;
    private final DatabaseChecks checks;
    private final TableNames names;
    private final String schema;
    private final SchemaOptions options;
    private final boolean areViewsWanted;
    private final Inspection inspection;

    SchemaInspector(
            Connection connection,
            Dialect dialect,
            TableNames names,
            SchemaOptions options,
            boolean areViewsWanted,
            Inspection inspection) {
        this.connection = connection;
        this.dialect = dialect;
        this.checks = dialect.checks();
        this.names = names;
        this.schema = names.given();
        this.options = options;
        this.areViewsWanted = areViewsWanted;
        this.inspection = inspection;
    }

    void inspect() throws SQLException {
        String flaw = flawOfName();
        if (!flaw.isEmpty()) {
            refuse("not a name to use", flaw);
            return;
        }
        SchemaSurvey survey = SchemaSurvey.read(connection, dialect, names, options.isShared());
        Map<TableOwner, List<String>> services = survey.ofServices(true);
        if (!services.isEmpty()) {
            refuse("holds " + ForeignTables.listed(services), ForeignTables.what(schema, services));
            return;
        }
        inspection.note("schema state", state(survey));
        inspectNeighbours(survey);
        List<MissingRight> missing = checks.missingRights(connection, needed(survey));
        List<SchemaGaps.Gap> gaps = gaps(missing);
        survey.tables().stream()
                .filter(SurveyedTable::isWanted)
                .filter(table -> gaps.stream().noneMatch(gap -> isSame(gap.mistyped(), table.name())))
                .forEach(this::inspectTable);
        if (areViewsWanted && !options.isFixed()) {
            survey.strangersAtViews().forEach(this::inspectStranger);
        }
        inspectRights(missing);
        if (isAnyNeeded(missing)) {
            inspection.note("workspace", survey.isOfSink() ? "not known: rights are missing" : "none yet");
        } else {
            inspectWorkspaces(survey);
            gaps.forEach(this::inspectGap);
        }
    }

    /** Returns the parts that a sink with neverAlter() lacks. A user without rights may not see tables that are there. */
    private List<SchemaGaps.Gap> gaps(List<MissingRight> missing) throws SQLException {
        if (!options.isFixed()) {
            return List.of();
        }
        if (isAnyNeeded(missing)) {
            inspection.note("missing parts", "not known: rights are missing. Grant them, then check again");
            return List.of();
        }
        return SchemaGaps.ofWanted(connection, dialect, names, options).all();
    }

    private static boolean isSame(String table, String other) {
        return SqlNames.folded(table).equals(SqlNames.folded(other));
    }

    private String flawOfName() {
        if (checks.isReserved(schema)) {
            return dialect.name() + " keeps the schema name " + schema + " for itself";
        }
        return SqlNames.bytes(schema) > dialect.longestName()
                ? "The schema name " + schema + " is longer than the " + dialect.longestName() + " bytes that "
                        + dialect.name() + " allows"
                : "";
    }

    /** Suggests a schema of another name, and says which rights the user needs to create it. */
    private void refuse(String state, String what) throws SQLException {
        String free = ForeignTables.freeName(connection, dialect, names);
        inspection.note("schema state", state);
        inspection.suggest(free);
        inspection.add(Problem.blocking(what, ForeignTables.remedy(free)));
        inspectRights(checks.missingRights(
                connection, new NeededRights(free, false, options.isFixed(), true, List.of(), List.of(), List.of())));
    }

    private String state(SchemaSurvey survey) {
        if (survey.schema() == null) {
            return options.isFixed() ? "missing: run the statements of ddl()" : "free: the first run creates it";
        }
        if (survey.isOfSink()) {
            return "has the tables of this library";
        }
        if (survey.tables().stream().anyMatch(SurveyedTable::isWanted)) {
            return "holds tables of somebody else";
        }
        return options.isFixed()
                ? "without tables: run the statements of ddl()"
                : "free: it exists, and has no tables of these names";
    }

    private void inspectNeighbours(SchemaSurvey survey) throws SQLException {
        Map<TableOwner, List<String>> services = survey.ofServices(false);
        if (!services.isEmpty()) {
            String free = suggested();
            inspection.add(Problem.warning(
                    "The schema " + schema + " also holds " + ForeignTables.listed(services)
                            + ". A run leaves these tables alone",
                    ForeignTables.remedy(free)));
        }
    }

    private String suggested() throws SQLException {
        if (inspection.freeSchema().isEmpty()) {
            inspection.suggest(ForeignTables.freeName(connection, dialect, names));
        }
        return inspection.freeSchema();
    }

    private void inspectTable(SurveyedTable table) {
        if (table.misfit() != null) {
            inspection.add(Problem.ofMessage(table.misfit()));
        } else if (table.owner() != TableOwner.SINK) {
            inspection.add(Problem.warning(
                    "The table " + table.name() + " in the schema " + schema
                            + " was not made by this sink. A run would add columns to it and write to it",
                    "Choose another schema, unless this is what you want"));
        }
    }

    private void inspectGap(SchemaGaps.Gap gap) {
        inspection.add(Problem.blocking(
                "The schema " + schema + " lacks " + gap.part() + ". A sink with neverAlter() makes nothing",
                gap.statement()));
    }

    private void inspectStranger(String view) {
        inspection.add(Problem.warning(
                "The schema " + schema + " has a view or a table " + view
                        + " that this sink did not make. A run leaves it alone and makes no view of this name",
                "Rename it to get the view, or switch views off by views(false)"));
    }

    private NeededRights needed(SchemaSurvey survey) {
        String found = survey.schema();
        return new NeededRights(
                found == null ? schema : found,
                found != null,
                options.isFixed(),
                survey.lacksTables() && !options.isFixed(),
                names(survey.tables().stream().filter(SurveyedTable::isWanted)),
                options.isFixed() ? List.of() : names(survey.tables().stream().filter(SurveyedTable::isCollection)),
                options.isFixed() ? List.of() : names(survey.tables().stream().filter(SurveyedTable::lacksColumns)));
    }

    private static List<String> names(Stream<SurveyedTable> tables) {
        return tables.map(SurveyedTable::name).toList();
    }

    private void inspectRights(List<MissingRight> missing) {
        missing.forEach(right -> inspection.add(new Problem(right.isNeededNow(), right.what(), right.statement())));
    }

    /** Returns whether the next run needs any of these rights. */
    private static boolean isAnyNeeded(List<MissingRight> missing) {
        return missing.stream().anyMatch(MissingRight::isNeededNow);
    }

    private void inspectWorkspaces(SchemaSurvey survey) throws SQLException {
        List<String> workspaces = List.of();
        if (survey.checkpoints().isPresent()) {
            CheckpointTable checkpoints = survey.checkpoints().get();
            workspaces = checkpoints.workspaces(connection);
        }
        inspection.noteWorkspaces(workspaces);
        inspection.note("workspace", workspaces.isEmpty() ? "none yet" : listed(workspaces));
        if (workspaces.size() > 1 && !options.isShared()) {
            inspection.add(Problem.blocking(
                    "The schema " + schema + " is shared by several workspaces: " + listed(workspaces),
                    "Build the sink with workspaceColumn(), or choose another schema"));
        }
    }

    private static String listed(List<String> names) {
        return String.join(", ", names);
    }
}
