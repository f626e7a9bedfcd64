package io.intercomsync.jdbc.dialect;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows for a {@link BulkLoader}. Each of them is new, or differs from the stored row with its key.
 *
 * @param table the table
 * @param rows at least one row: a value for each column of the table, as {@link String}, {@link Boolean}, {@link Long},
 *     {@link BigDecimal}, {@link Double}, {@link Instant} or {@code null}; made when the iterator is asked
 * @param replacedKeys the keys of stored rows that the new rows replace, each in the order of {@link TargetTable#keyColumns()}. If the
 *     dialect has no {@linkplain Dialect#upsert upsert}, these rows are already deleted
 * @param objects what somebody added to the table, and may change rows, as {@link DatabaseCatalog#rowChangers} found it
 */
public record LoadRequest(
        TargetTable table,
        Iterator<@Nullable Object[]> rows,
        List<List<String>> replacedKeys,
        List<TableObject> objects) {}
