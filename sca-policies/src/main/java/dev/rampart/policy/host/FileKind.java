package dev.rampart.policy.host;

/** What a path of a host leads to, links followed. */
public enum FileKind {
    REGULAR,
    /** A directory, device, socket or pipe. */
    OTHER,
    /** Nothing has that name, or a link on the way is dangling. */
    MISSING,
    /** A part of the path before the last is not a directory. */
    NOT_A_DIRECTORY,
    /** A directory on the way may not be searched, or links turn in a circle. */
    UNREACHABLE
}
