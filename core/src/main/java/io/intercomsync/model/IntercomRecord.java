package io.intercomsync.model;

/** A record of one of the collections. Only the library implements it. */
public interface IntercomRecord {}
