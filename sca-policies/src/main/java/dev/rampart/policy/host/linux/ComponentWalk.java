package dev.rampart.policy.host.linux;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Goes from descriptor to descriptor and never names more than one component, so that nobody who renames directories
 * meanwhile can lead it elsewhere.
 */
final class ComponentWalk implements PathResolver {

    /** As the kernel. */
    private static final int MAX_LINKS = 40;

    private static final long PROC_FILE_SYSTEM = 0x9fa0;

    /**
     * The first inode number of what is registered in /proc (PROC_DYNAMIC_FIRST): its links are text. Those of processes
     * have lower numbers and are magic. A wrong guess is harmless: the text is followed inside the root.
     */
    private static final long PROC_REGISTERED = 0xF000_0000L;

    /** Stands for a slash at the end: a directory is asked for, but not searched. */
    private static final String DIRECTORY_ASKED = "/";

    private static final Pattern SLASH = Pattern.compile("/");

    @Override
    public int open(Syscalls calls, int root, String path, boolean followLast) throws ErrnoException {
        if (path.isEmpty()) {
            throw new ErrnoException(ErrnoException.ENOENT);
        }
        if (path.length() >= Syscalls.PATH_MAX) {
            throw new ErrnoException(ErrnoException.ENAMETOOLONG);
        }
        var walk = new Walk(calls, root, followLast);
        try {
            return walk.of(path);
        } finally {
            walk.closeAll();
        }
    }

    private static final class Walk {
        private final Syscalls calls;
        private final int root;
        private final boolean followLast;
        private final Deque<String> ahead = new ArrayDeque<>();
        /** Directories between the root and here, the root itself left out. */
        private final Deque<Integer> above = new ArrayDeque<>();

        private int at;
        private int links;

        Walk(Syscalls calls, int root, boolean followLast) {
            this.calls = calls;
            this.root = root;
            this.followLast = followLast;
            this.at = root;
        }

        int of(String path) throws ErrnoException {
            push(path);
            while (!ahead.isEmpty()) {
                step(ahead.pop());
            }
            return calls.duplicate(at);
        }

        private void step(String name) throws ErrnoException {
            switch (name) {
                case DIRECTORY_ASKED -> {
                    if (!calls.status(at).isDirectory()) {
                        throw new ErrnoException(ErrnoException.ENOTDIR);
                    }
                }
                case "." -> search();
                case ".." -> {
                    search();
                    up();
                }
                default -> down(name);
            }
        }

        /** Fails as the kernel does when this is no directory or may not be searched. */
        private void search() throws ErrnoException {
            calls.close(calls.open(at, ".", Syscalls.O_PATH));
        }

        private void up() {
            if (at != root) {
                calls.close(at);
                at = above.isEmpty() ? root : above.pop();
            }
        }

        private void down(String name) throws ErrnoException {
            int next = calls.open(at, name, Syscalls.O_PATH | Syscalls.NUMBERS.noFollowFlag());
            boolean entered = false;
            try {
                var status = calls.status(next);
                if (status.isLink() && (followLast || !ahead.isEmpty())) {
                    follow(next, status);
                } else {
                    enter(next);
                    entered = true;
                }
            } finally {
                if (!entered) {
                    calls.close(next);
                }
            }
        }

        private void enter(int next) {
            if (at != root) {
                above.push(at);
            }
            at = next;
        }

        private void follow(int link, FileStatus status) throws ErrnoException {
            boolean isMagic = status.inode() < PROC_REGISTERED && calls.fileSystem(link) == PROC_FILE_SYSTEM;
            if (++links > MAX_LINKS || isMagic) {
                throw new ErrnoException(ErrnoException.ELOOP);
            }
            var target = calls.linkTarget(link, "");
            if (target.startsWith("/")) {
                while (at != root) {
                    up();
                }
            }
            push(target);
        }

        private void push(String path) {
            if (path.endsWith("/")) {
                ahead.push(DIRECTORY_ASKED);
            }
            var names = List.of(SLASH.split(path));
            for (var name : names.reversed()) {
                if (!name.isEmpty()) {
                    ahead.push(name);
                }
            }
        }

        void closeAll() {
            while (at != root) {
                up();
            }
        }
    }
}
