package dev.rampart.policy.host.linux;

/**
 * What {@code fstat} says of a file.
 *
 * @param mode type and permissions, {@code st_mode}
 * @param uid 0 to 4294967295
 * @param gid 0 to 4294967295
 * @param size in bytes; pseudo files say 0
 */
public record FileStatus(long inode, int mode, long uid, long gid, long size) {

    private static final int TYPE = 0xf000;
    private static final int TYPE_SHIFT = 12;
    private static final int DIRECTORY = 0x4000;
    private static final int REGULAR = 0x8000;
    private static final int LINK = 0xa000;

    public boolean isRegular() {
        return (mode & TYPE) == REGULAR;
    }

    public boolean isDirectory() {
        return (mode & TYPE) == DIRECTORY;
    }

    public boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    /** As {@code DT_} of readdir(3). */
    int type() {
        return (mode & TYPE) >> TYPE_SHIFT;
    }

    /** Permissions with set-user-id, set-group-id and sticky: 0 to 07777 octal. */
    public int permissions() {
        return mode & 0xfff;
    }
}
