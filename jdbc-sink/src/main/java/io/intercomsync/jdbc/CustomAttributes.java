package io.intercomsync.jdbc;

/** Where {@link JdbcSink} stores the custom attributes of users, contacts, companies and conversations. */
public enum CustomAttributes {
    /**
     * In the JSON column {@code custom_attributes}, and each in a column of its own. The table {@code _intercom_sync_columns} tells which
     * attribute has which column.
     */
    COLUMNS_AND_JSON,
    /** In the JSON column {@code custom_attributes} alone. Columns from earlier runs stay, and become null in each row that is stored. */
    JSON_ONLY
}
