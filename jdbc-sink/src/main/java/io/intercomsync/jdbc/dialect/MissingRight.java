package io.intercomsync.jdbc.dialect;

/**
 * A right that the sink needs and its user lacks.
 *
 * @param what says in a sentence what the user may not do
 * @param statement the statement that gives the right, to be run by an administrator
 * @param isNeededNow whether the next run fails without the right; if not, only a later change to a table needs it
 */
public record MissingRight(String what, String statement, boolean isNeededNow) {}
