package dev.rampart.policy.host.linux;

import java.util.List;

/**
 * Of one directory, in its own order.
 *
 * @param networkMount whether it is on NFS or SMB
 * @param truncated whether there are more
 */
public record Entries(List<Entry> entries, boolean networkMount, boolean truncated) {

    /** @param type one of the constants, or something else; of the entry itself, links not followed */
    public record Entry(String name, int type) {

        // DT_ of readdir(3)
        static final int UNKNOWN = 0;
        public static final int DIRECTORY = 4;
        public static final int REGULAR = 8;
        public static final int LINK = 10;
        static final int VANISHED = -1;
    }
}
