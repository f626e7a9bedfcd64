package io.intercomsync.jdbc.internal.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that a database refuses. Tries all rows together, and halves them again and again while they are refused. Gives up
 * when {@value #MOST_ERRORS} rows were refused, none was accepted, and none of a sample of the others is accepted either.
 *
 * @param <T> a row, or an object with its rows
 */
public final class HalvingSearch<T> {
    private static final int MOST_ERRORS = 16;

    private final Trial<T> trial;
    private final Refused<T> refused;
    private final Predicate<SQLException> mayConcernAll;
    private List<T> sample = List.of();
    private long refusals;
    private int errors;
    private @Nullable SQLException lastError;
    private boolean isAnyAccepted;
    private boolean isGivenUp;

    /**
     * @param refused takes each row that is refused
     * @param mayConcernAll tells whether an error may come from something else than the row; only such errors make the search give up
     */
    public HalvingSearch(Trial<T> trial, Refused<T> refused, Predicate<SQLException> mayConcernAll) {
        this.trial = trial;
        this.refused = refused;
        this.mayConcernAll = mayConcernAll;
    }

    /** Tries rows. */
    @FunctionalInterface
    public interface Trial<T> {
        /**
         * Tries the rows together. Returns the error if any of them is refused; {@code null} if all are accepted.
         *
         * @throws SQLException if no row is at fault
         */
        @Nullable
        SQLException run(List<T> rows) throws SQLException;
    }

    /** Takes refused rows. */
    @FunctionalInterface
    public interface Refused<T> {
        /** Takes a row that is refused. */
        void take(T row, SQLException error) throws SQLException;
    }

    /** Searches these rows, unless an earlier search with this object gave up. */
    public void run(List<T> rows) throws SQLException {
        sample = spread(rows);
        run(List.of(), rows);
    }

    /** @param others accepted rows; the rows are tried together with these */
    private void run(List<T> others, List<T> rows) throws SQLException {
        if (rows.isEmpty() || isGivenUp()) {
            return;
        }
        SQLException error = trial.run(joined(others, rows));
        if (error == null) {
            isAnyAccepted = true;
        } else if (rows.size() == 1) {
            refuse(rows.get(0), error);
        } else {
            runHalves(others, rows);
        }
    }

    private void runHalves(List<T> others, List<T> rows) throws SQLException {
        long before = refusals;
        List<T> first = rows.subList(0, rows.size() / 2);
        List<T> second = rows.subList(rows.size() / 2, rows.size());
        run(others, first);
        run(others, second);
        if (refusals == before) { // each half is accepted alone, so two rows conflict with each other
            run(joined(others, first), second);
        }
    }

    private void refuse(T row, SQLException error) throws SQLException {
        refusals++;
        if (mayConcernAll.test(error)) {
            errors++;
            lastError = error;
        }
        refused.take(row, error);
    }

    /** Returns whether the error concerns all rows, as far as the search can tell. */
    public boolean isGivenUp() throws SQLException {
        if (!isGivenUp && !isAnyAccepted && errors >= MOST_ERRORS) {
            isAnyAccepted = isAnyOfSampleAccepted();
            isGivenUp = !isAnyAccepted;
        }
        return isGivenUp;
    }

    /** Tries single rows from everywhere: the first ones may be refused because they are alike. */
    private boolean isAnyOfSampleAccepted() throws SQLException {
        for (T row : sample) {
            if (trial.run(List.of(row)) == null) {
                return true;
            }
        }
        return false;
    }

    /** Returns rows at equal distances, the last one among them. */
    private static <T> List<T> spread(List<T> rows) {
        int count = Math.min(rows.size(), MOST_ERRORS);
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> rows.get((int) ((long) i * rows.size() / count) - 1))
                .toList();
    }

    /** Returns whether any row was accepted. */
    public boolean isAnyAccepted() {
        return isAnyAccepted;
    }

    /** Returns the last error of a row that may concern all rows; {@code null} if there is none. */
    public @Nullable SQLException lastError() {
        return lastError;
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
