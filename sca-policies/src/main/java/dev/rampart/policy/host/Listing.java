package dev.rampart.policy.host;

import java.util.List;

/** The answer to {@link Host#list}. */
public sealed interface Listing {

    /**
     * @param entries in the directory's own order, without {@code .} and {@code ..}
     * @param networkMount whether the directory is on NFS or SMB
     * @param truncated whether there are more
     */
    record Entries(List<Entry> entries, boolean networkMount, boolean truncated) implements Listing {

        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /** Nothing has that name (ENOENT). */
    record Missing() implements Listing {}

    /** It, or a part of the path before the last, is something else (ENOTDIR). */
    record NotDirectory() implements Listing {}

    /** There is, or may be, a directory; but it cannot be listed. */
    record Denied(String reason) implements Listing {}

    /**
     * @param name one byte per char, no slash
     * @param kind of the entry itself, links not followed
     */
    record Entry(String name, EntryKind kind) {}

    /** As {@code lstat} says. */
    enum EntryKind {
        REGULAR,
        DIRECTORY,
        LINK,
        /** A device, socket or pipe; or an entry that vanished before it could be looked at. */
        OTHER
    }
}
