package dev.rampart.policy.host;

/** What a path of a host leads to, links followed. */
public enum FileKind {
    REGULAR,
    DIRECTORY,
    /** A device, socket or pipe. */
    OTHER,
    /** Nothing has that name, or a link on the way is dangling (ENOENT). */
    MISSING,
    /** A part of the path before the last is not a directory (ENOTDIR). */
    NOT_A_DIRECTORY,
    /** A directory on the way may not be searched (EACCES). */
    DENIED,
    /** Links turn in a circle, a name is too long, a magic link of /proc, an I/O error, no answer in time. */
    UNREACHABLE
}
