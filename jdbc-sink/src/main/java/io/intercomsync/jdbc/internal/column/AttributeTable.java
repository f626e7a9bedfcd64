package io.intercomsync.jdbc.internal.column;

import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import io.intercomsync.jdbc.internal.attribute.AttributeColumns;
import io.intercomsync.jdbc.internal.bookkeeping.AttributeRecords;
import io.intercomsync.jdbc.internal.bookkeeping.RecordedAttribute;
import io.intercomsync.jdbc.internal.bookkeeping.RecordedAttribute.State;
import io.intercomsync.jdbc.internal.catalog.ActualTable;
import io.intercomsync.jdbc.internal.catalog.CatalogReader;
import io.intercomsync.jdbc.internal.error.LockWaitException;
import io.intercomsync.jdbc.internal.error.SinkFailure;
import io.intercomsync.jdbc.internal.sql.DefinitionRunner;
import io.intercomsync.jdbc.internal.sql.SinkDatabase;
import io.intercomsync.jdbc.internal.table.CollectionTable;
import io.intercomsync.jdbc.internal.table.Comments;
import io.intercomsync.jdbc.internal.value.PrintableText;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table whose custom attributes get columns: its records, its columns at this moment, and new ones. */
public final class AttributeTable {
    private static final Logger log = LoggerFactory.getLogger(AttributeTable.class);

    /** Another run can make the column, so a run waits less for it than for a column that it cannot do without. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Connection connection;
    private final SinkDatabase database;
    private final DefinitionRunner definitions;
    private final AttributeRecords records;
    private final CatalogReader catalog;
    private final CollectionTable table;
    private final Set<String> inJsonAlone;

    /** @param inJsonAlone where to note the attributes that get no column, or whose column cannot be widened */
    public AttributeTable(
            Connection connection,
            SinkDatabase database,
            DefinitionRunner definitions,
            AttributeRecords records,
            CatalogReader catalog,
            CollectionTable table,
            Set<String> inJsonAlone) {
        this.connection = connection;
        this.database = database;
        this.definitions = definitions;
        this.records = records;
        this.catalog = catalog;
        this.table = table;
        this.inJsonAlone = inJsonAlone;
    }

    Connection connection() {
        return connection;
    }

    Dialect dialect() {
        return database.dialect();
    }

    AttributeRecords records() {
        return records;
    }

    /** Returns the columns that hold attributes. */
    AttributeColumns columns() {
        return table.attributes();
    }

    TargetTable target() {
        return table.target();
    }

    AttributeFiller filler() {
        return new AttributeFiller(connection, database, target());
    }

    /** Returns the name under which the columns are recorded. */
    public String name() {
        return table.collection().tableName();
    }

    List<RecordedAttribute> recorded() throws SQLException {
        return records.read(connection, name());
    }

    ActualTable actual() throws SQLException {
        return catalog.read().table(table.collection()).orElseThrow();
    }

    /** Returns whether some values of the attribute are in JSON alone. */
    boolean isInJsonAlone(RecordedAttribute attribute) {
        return inJsonAlone.contains(attribute.attribute());
    }

    /** Notes that an attribute gets no column. */
    void keepInJson(String attribute) {
        inJsonAlone.add(attribute);
    }

    /** Returns whether the sink alters no table, and uses the columns that the owner has made. */
    boolean isFixed() {
        return definitions.isFixed();
    }

    /** Returns a number that changes when other columns are allowed: the most columns, or a hash of those that the owner has made. */
    long allowed() throws SQLException {
        return isFixed() ? OwnersColumns.number(actual()) : dialect().mostAttributeColumns();
    }

    /** Adds the columns to the table, and returns those that it has then. */
    List<RecordedAttribute> add(List<RecordedAttribute> columns) throws SQLException {
        if (isFixed()) {
            leaveToOwner(columns);
            return List.of();
        }
        List<RecordedAttribute> known =
                columns.stream().filter(each -> each.knownType().isPresent()).toList();
        if (known.isEmpty()) {
            return List.of();
        }
        try {
            addWithComments(known);
            return known;
        } catch (LockWaitException e) { // the next run tries again
            for (RecordedAttribute each : known) {
                keepInJson(each, "its column cannot be added now: " + e.getMessage());
            }
            return List.of();
        } catch (SQLException e) {
            if (endsRun(e)) {
                throw e;
            }
            return addEach(known);
        }
    }

    /** Keeps the attributes in JSON until the owner has added their columns again. */
    private void leaveToOwner(List<RecordedAttribute> columns) throws SQLException {
        columns.forEach(each -> keepInJson(each.attribute()));
        List<RecordedAttribute> filled =
                columns.stream().filter(each -> each.state() != State.UNFILLED).toList();
        records.setState(connection, name(), filled, State.UNFILLED);
    }

    /** Adds the columns one by one, since the database refuses one of them at least. */
    private List<RecordedAttribute> addEach(List<RecordedAttribute> columns) throws SQLException {
        List<RecordedAttribute> there = new ArrayList<>();
        for (RecordedAttribute each : columns) {
            try {
                addWithComments(List.of(each));
                there.add(each);
            } catch (SQLException e) {
                if (database.errors().isAlreadyThere(e)
                        || actual().column(each.column()).isPresent()) {
                    there.add(each);
                } else if (endsRun(e)) {
                    throw e;
                } else {
                    keepInJson(each, "the database refuses to add its column: " + withoutData(e));
                }
            }
        }
        return there;
    }

    private void addWithComments(List<RecordedAttribute> columns) throws SQLException {
        Map<String, String> comments = new LinkedHashMap<>();
        columns.forEach(each -> comments.put(each.column(), Comments.ofAttribute(each.attribute())));
        addAtOnce(columns, comments);
        comment(comments);
    }

    /** @param comments the comments by column; where they are no part of a definition, {@link #comment} sets them */
    void addAtOnce(List<RecordedAttribute> columns, Map<String, String> comments) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        for (RecordedAttribute each : columns) {
            String type = each.knownType().orElseThrow().sql(dialect());
            String comment = comments.getOrDefault(each.column(), "");
            types.put(
                    dialect().quoted(each.column()),
                    comment.isEmpty() ? type : type + dialect().definedComment(comment));
        }
        run(dialect().addColumns(target().qualifiedName(), types));
    }

    /** Gives columns their comments. */
    void comment(Map<String, String> comments) throws SQLException {
        Map<String, String> byQuotedName = new LinkedHashMap<>();
        comments.forEach((column, comment) -> byQuotedName.put(dialect().quoted(column), comment));
        definitions.comment(
                connection, target().name(), dialect().comments(target().qualifiedName(), "", byQuotedName));
    }

    /** Runs statements that grant rights. The user may not own the table, so a failure is logged and the run goes on. */
    void grant(List<String> statements) throws SQLException {
        try {
            run(statements);
        } catch (SQLException e) {
            if (endsRun(e)) {
                throw e;
            }
            log.warn(
                    "A wider column of {} lacks grants that the old one had: {}",
                    target().qualifiedName(),
                    withoutData(e));
        }
    }

    void run(List<String> statements) throws SQLException {
        for (String sql : statements) {
            definitions.run(connection, target().name(), sql, LONGEST_WAIT);
        }
    }

    boolean endsRun(SQLException e) {
        return definitions.endsRun(e);
    }

    String withoutData(SQLException e) {
        return SinkFailure.messageWithoutData(e, database.errors());
    }

    void keepInJson(RecordedAttribute attribute, String reason) throws SQLException {
        records.setState(connection, name(), List.of(attribute), State.HELD_BACK);
        if (inJsonAlone.add(attribute.attribute())) {
            log.warn(
                    "Values of the custom attribute \"{}\" stay in the column {} of {} alone: {}",
                    PrintableText.cleaned(attribute.attribute()),
                    AttributeColumns.SOURCE,
                    target().qualifiedName(),
                    reason);
        }
    }
}
