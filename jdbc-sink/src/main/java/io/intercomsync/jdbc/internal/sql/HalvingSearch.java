package io.intercomsync.jdbc.internal.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that a database refuses. Tries all rows together, and halves them again and again while they are refused. Gives up
 * a page when {@value #MOST_ERRORS} of its rows were refused, none was accepted, and none of a sample of all its rows is accepted either.
 *
 * @param <T> a row, or an object with its rows
 */
public final class HalvingSearch<T> {
    private static final int MOST_ERRORS = 16;
    private static final int SAMPLE = 128;
    /** The size of the sample after a page that was given up. */
    private static final int LATER_SAMPLE = 16;

    private final Trial<T> trial;
    private final RefusedRows<T> refused;
    private final Predicate<SQLException> mayConcernAll;
    private List<T> page = List.of();
    private long refusals;
    private int errors;
    private @Nullable SQLException lastError;
    private boolean isAnyAccepted;
    private boolean isGivenUp;
    private boolean isAnyUntried;

    /**
     * @param refused takes each row that is refused
     * @param mayConcernAll tells whether an error may come from something else than the row; only such errors make the search give up
     */
    public HalvingSearch(Trial<T> trial, RefusedRows<T> refused, Predicate<SQLException> mayConcernAll) {
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

        /** Returns whether the database has accepted any of these rows, which were tried together without an error. */
        default boolean isProof(List<T> rows) {
            return true;
        }
    }

    /** Takes refused rows. */
    @FunctionalInterface
    public interface RefusedRows<T> {
        /** Takes a row that is refused. */
        void take(T row, SQLException error) throws SQLException;
    }

    /** Searches a page of rows. After a page that was given up, searches the next one only if any of a small sample is accepted. */
    public void run(List<T> rows) throws SQLException {
        page = rows;
        errors = 0;
        isAnyAccepted = false;
        if (isGivenUp) {
            giveUpUnlessAccepted(LATER_SAMPLE);
        }
        run(List.of(), rows);
    }

    /** @param others accepted rows; the rows are tried together with these */
    private void run(List<T> others, List<T> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        if (isGivenUp) {
            isAnyUntried = true;
            return;
        }
        SQLException error = accept(joined(others, rows));
        if (error == null) {
            return;
        }
        if (rows.size() == 1) {
            refuse(rows.get(0), error);
        } else {
            runHalves(others, rows);
        }
    }

    /** Tries rows, and notes it if any is accepted. Returns the error if any is refused. */
    private @Nullable SQLException accept(List<T> rows) throws SQLException {
        SQLException error = trial.run(rows);
        isAnyAccepted |= error == null && trial.isProof(rows);
        return error;
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
        if (errors >= MOST_ERRORS && !isAnyAccepted) {
            giveUpUnlessAccepted(SAMPLE);
        }
    }

    /** Tries single rows from everywhere in the page: its first rows may be refused because they are alike. */
    private void giveUpUnlessAccepted(int size) throws SQLException {
        int count = Math.min(page.size(), size);
        for (int i = 1; i <= count && !isAnyAccepted; i++) {
            accept(List.of(page.get((int) ((long) i * page.size() / count) - 1)));
        }
        isGivenUp = !isAnyAccepted;
    }

    /** Returns whether the last page was given up: the error concerns all its rows, as far as the search can tell. */
    public boolean isGivenUp() {
        return isGivenUp;
    }

    /** Returns whether rows of a page that was given up were not tried one by one. */
    public boolean isAnyUntried() {
        return isAnyUntried;
    }

    /** Returns whether any row of the last page was accepted. */
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
