package dev.rampart.policy.host.linux;

import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * A directory that is somebody's root, opened at the first question and kept open, so that it stays the same one
 * whatever happens to its name. Closed when nobody refers to it any more.
 */
public final class RootDirectory {

    private static final Cleaner CLEANER = Cleaner.create();

    private record Opened(int descriptor, PathResolver resolver) {}

    private final String name;
    private final boolean withoutOpenAt2;
    private @Nullable Opened opened;

    /**
     * @param directory absolute path of this process, one char per byte
     * @throws UnsupportedOperationException fit to be shown, on an architecture whose kernel calls are not known
     */
    public RootDirectory(String directory) {
        this(directory, false);
    }

    /** @param withoutOpenAt2 as on an old kernel */
    RootDirectory(String directory, boolean withoutOpenAt2) {
        Numbers.ofThisMachine(); // Said here, not as a class that cannot be initialised at the first question.
        this.name = directory;
        this.withoutOpenAt2 = withoutOpenAt2;
    }

    /** A link at the root's own name is followed. */
    private synchronized Opened opened(Syscalls calls) throws ErrnoException {
        var known = opened;
        if (known == null) {
            int descriptor = directory(calls);
            CLEANER.register(this, () -> new Syscalls().close(descriptor));
            boolean oneCall = !withoutOpenAt2 && OpenAt2.isPossible(calls, descriptor);
            known = new Opened(descriptor, oneCall ? new OpenAt2() : new ComponentWalk());
            opened = known;
        }
        return known;
    }

    /** A missing root must not look like a root in which everything is missing. */
    private int directory(Syscalls calls) throws ErrnoException {
        try {
            return calls.open(Syscalls.AT_FDCWD, name, Syscalls.O_PATH | Syscalls.NUMBERS.directoryFlag());
        } catch (ErrnoException e) {
            throw new ErrnoException(ErrnoException.ENODEV);
        }
    }

    /**
     * As {@link PathResolver#open}.
     *
     * @throws ErrnoException ENODEV when the root itself cannot be opened
     */
    int open(Syscalls calls, String path, boolean followLast) throws ErrnoException {
        var root = opened(calls);
        return root.resolver().open(calls, root.descriptor(), path, followLast);
    }
}
