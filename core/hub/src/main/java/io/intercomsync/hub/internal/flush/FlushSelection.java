package io.intercomsync.hub.internal.flush;

import io.intercomsync.collection.AttributeDefinition;
import io.intercomsync.collection.Column;
import io.intercomsync.collection.IntercomCollection;
import io.intercomsync.hub.internal.store.FamilyKind;
import io.intercomsync.internal.feed.Selection;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The collections and properties that a warehouse gets. */
public final class FlushSelection {
    private final Selection selection;
    private final List<String> collections;
    private final List<String> without;

    /**
     * Makes a selection.
     *
     * @param without properties left out, as {@code table.property}
     */
    public FlushSelection(Set<IntercomCollection> chosen, Set<String> without) {
        this.selection = new Selection(chosen, without);
        this.collections = chosen().stream().map(IntercomCollection::tableName).toList();
        this.without = without.stream().sorted().toList();
    }

    List<String> collections() {
        return collections;
    }

    List<String> without() {
        return without;
    }

    boolean has(IntercomCollection collection) {
        return selection.has(collection);
    }

    /** Returns the chosen collections, in order. */
    List<IntercomCollection> chosen() {
        return Arrays.stream(IntercomCollection.values()).filter(this::has).toList();
    }

    List<FamilyKind> kinds() {
        return Arrays.stream(FamilyKind.values())
                .filter(kind -> selection.hasAny(kind.collections()))
                .toList();
    }

    List<Column> columns(IntercomCollection collection) {
        return selection.columns(collection);
    }

    boolean has(AttributeDefinition attribute) {
        return has(attribute.collection()) && selection.has(attribute.collection(), "custom_attributes");
    }

    /** Returns the names of those of the collections that are chosen. */
    List<String> collectionsIn(Set<IntercomCollection> some) {
        return chosen().stream()
                .filter(some::contains)
                .map(IntercomCollection::tableName)
                .toList();
    }

    /**
     * Returns whether this selection has something that the position's does not have.
     *
     * @param whole the collections that the hub holds whole
     */
    boolean isWiderThan(Position position, Set<IntercomCollection> whole) {
        return !position.collections().containsAll(collectionsIn(whole))
                || position.without().stream()
                        .anyMatch(property -> !without.contains(property)
                                && collections.contains(property.substring(0, property.indexOf('.'))));
    }
}
