package io.intercomsync.report;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A record, or a part of one, that was kept out.
 *
 * @param id Intercom's id of the record, or its place on its page if it has none
 * @param reason the reason in words, without any of the record's data
 */
public record Fault(String id, String reason) implements Serializable {

    public Fault {
        requireNonNull(id, "id");
        requireNonNull(reason, "reason");
    }
}
