package io.intercomsync.fake.internal.search;

import io.intercomsync.fake.data.ObjectType;
import io.intercomsync.fake.internal.workspace.DelayedIndex;
import io.intercomsync.fake.internal.workspace.ObjectTable;
import io.intercomsync.fake.internal.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The objects of one type as searches see them, through an index that may be late. */
abstract class IndexedFields implements SearchFields {

    private final ObjectTable table;
    private final DelayedIndex index;
    private final boolean isAsGenerated;

    IndexedFields(Workspace workspace, ObjectType resource, boolean isAsGenerated) {
        this.table = workspace.table(resource);
        this.index = workspace.index(resource);
        this.isAsGenerated = isAsGenerated;
    }

    /** Returns a field of an object as it was generated, without making the whole object if possible. */
    abstract @Nullable Object generatedValue(int number, String field);

    abstract @Nullable Object dig(int number, Map<String, Object> object, String field);

    @Override
    public final @Nullable Object value(int number, String field) {
        return isSeenAsGenerated(number) ? generatedValue(number, field) : dig(number, seen(number), field);
    }

    @Override
    public final IntPredicate hasAny(String field, List<String> ids) {
        IntPredicate generated = generatedHasAny(field, ids);
        return number ->
                isSeenAsGenerated(number) ? generated.test(number) : isAnyAmong(ids, dig(number, seen(number), field));
    }

    /** Returns a test of generated objects: whether the field has one of the ids. */
    IntPredicate generatedHasAny(String field, List<String> ids) {
        return number -> isAnyAmong(ids, generatedValue(number, field));
    }

    private static boolean isAnyAmong(List<String> ids, @Nullable Object held) {
        return held instanceof List<?> references
                && references.stream()
                        .anyMatch(reference -> ids.contains(
                                String.valueOf(reference instanceof Map<?, ?> object ? object.get("id") : reference)));
    }

    private boolean isSeenAsGenerated(int number) {
        return isAsGenerated || !isTouched(number);
    }

    /** Returns the object as searches see it. */
    public final Map<String, Object> seen(int number) {
        Map<String, Object> before = index.before(number);
        return before == null ? table.get(number) : before;
    }

    @Override
    public final IntStream numbers() {
        return IntStream.range(0, table.end()).filter(this::isFound);
    }

    @Override
    public final int generated() {
        return table.generated();
    }

    @Override
    public final IntStream touched() {
        return IntStream.concat(
                table.touched(),
                index.numbers().filter(number -> table.isUntouched(number) && table.isPresent(number)));
    }

    @Override
    public final boolean isTouched(int number) {
        return !table.isUntouched(number) || !table.isPresent(number) || index.isLate(number);
    }

    @Override
    public final boolean isFound(int number) {
        return index.isLate(number) ? index.before(number) != null : table.isPresent(number);
    }
}
