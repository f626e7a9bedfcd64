package io.intercomsync.hub.internal.store;

import java.util.List;

/**
 * Some families in the order of their changes.
 *
 * @param through the number up to which all changes are among them
 */
public record FamilyPage(List<Family> families, long through) {}
