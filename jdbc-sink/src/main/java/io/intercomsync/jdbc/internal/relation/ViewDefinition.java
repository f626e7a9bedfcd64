package io.intercomsync.jdbc.internal.relation;

import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.jdbc.dialect.Dialect;
import io.intercomsync.jdbc.dialect.TargetTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A view over tables of collections. A view that the sink makes by itself never uses a column of decimals: the sink widens these, and a
 * database may refuse to change the type of a column that a view uses.
 */
public sealed interface ViewDefinition permits FivetranView, ListView, PeopleView {

    /** Returns the views that a sink makes. */
    static List<ViewDefinition> ofSink() {
        List<ViewDefinition> views = new ArrayList<>(ListView.all());
        views.add(new PeopleView());
        return views;
    }

    /** Returns the name of the view, without the schema's. */
    String name();

    /** Returns the collections whose tables it reads. */
    Set<IntercomCollection> collections();

    /**
     * Returns the query of the view, which ends with {@link ViewMark#condition}; {@code null} if the database or the columns of the tables do
     * not allow it.
     *
     * @param tables the tables of all its collections
     */
    @Nullable
    String query(Dialect dialect, Map<IntercomCollection, TargetTable> tables);
}
