package io.intercomsync.jdbc.dialect;

import org.jspecify.annotations.Nullable;

/**
 * A column that the database reports.
 *
 * @param table the name of its table as the database has it
 * @param name its name as the database has it
 * @param type the name of its type
 * @param isRequired whether each new row must give a value for it
 * @param isGenerated whether the database computes its values
 * @param digits how many digits of decimals it keeps; {@code null} if it has no limit, or holds no decimals
 */
public record FoundColumn(
        String table,
        String name,
        String type,
        boolean isRequired,
        boolean isGenerated,
        @Nullable DecimalDigits digits) {}
