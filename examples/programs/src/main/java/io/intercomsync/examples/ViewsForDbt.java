package io.intercomsync.examples;

import io.intercomsync.jdbc.FivetranViews;
import io.intercomsync.jdbc.JdbcSink;

/** Makes views for Fivetran's dbt package over what a sink has stored. */
final class ViewsForDbt {
    private ViewsForDbt() {}

    static void make(JdbcSink warehouse) {
        FivetranViews.of(warehouse, "intercom_fivetran").make();
    }
}
