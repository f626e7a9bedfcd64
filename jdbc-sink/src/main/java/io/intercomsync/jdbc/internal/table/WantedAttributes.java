package io.intercomsync.jdbc.internal.table;

import io.intercomsync.jdbc.internal.bookkeeping.RecordedAttribute;
import java.util.List;
import java.util.Set;

/**
 * The columns of custom attributes that belong to the sink in a table.
 *
 * @param recorded their records
 * @param inJsonAlone the attributes that get no column, or whose column cannot be widened
 * @param isFilled whether to give the columns values
 */
public record WantedAttributes(List<RecordedAttribute> recorded, Set<String> inJsonAlone, boolean isFilled) {
    /** Stands for a table of which the attributes do not matter. */
    public static final WantedAttributes NONE = new WantedAttributes(List.of(), Set.of(), false);
}
