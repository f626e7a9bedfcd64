package io.intercomsync.hub.internal.store;

/**
 * Names a family.
 *
 * @param kind the kind of object
 * @param id Intercom's id of the object
 */
public record FamilyId(FamilyKind kind, String id) {}
