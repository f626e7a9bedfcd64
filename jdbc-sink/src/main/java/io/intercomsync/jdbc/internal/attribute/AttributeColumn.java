package io.intercomsync.jdbc.internal.attribute;

import io.intercomsync.jdbc.dialect.TargetColumn;

/**
 * The column of a custom attribute.
 *
 * @param attribute the name of the attribute in Intercom
 * @param column the column
 */
public record AttributeColumn(String attribute, TargetColumn column) {}
