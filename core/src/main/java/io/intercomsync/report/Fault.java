package io.intercomsync.report;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A record that was kept out, or a part of one.
 *
 * @param id Intercom's id of the record, or its place on its page if it has none
 * @param reason why, in words, without any of the record's data
 */
public record Fault(String id, String reason) implements Serializable {

    public Fault {
        requireNonNull(id, "id");
        requireNonNull(reason, "reason");
    }
}
