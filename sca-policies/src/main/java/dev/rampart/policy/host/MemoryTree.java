package dev.rampart.policy.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A declared tree of files; paths are followed as the kernel would. */
final class MemoryTree {

    /** As the kernel. */
    private static final int MAX_LINKS = 40;

    private static final int MAX_PATH_BYTES = 4095;
    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_BYTE = 255;

    /** Stands for a slash at the end: a directory is asked for, but not searched. */
    private static final String DIRECTORY_ASKED = "/";

    private static final Pattern SLASH = Pattern.compile("/");

    sealed interface Node {
        record File(FileRead read) implements Node {}

        record Other() implements Node {}

        record Link(String target) implements Node {}

        record Directory(Map<String, Node> children, boolean mayBeSearched, boolean mayBeListed, boolean networkMount)
                implements Node {

            Directory() {
                this(true, true, false);
            }

            Directory(boolean mayBeSearched, boolean mayBeListed, boolean networkMount) {
                this(new LinkedHashMap<>(), mayBeSearched, mayBeListed, networkMount);
            }

            List<Listing.Entry> entries(int max) {
                return children.entrySet().stream()
                        .limit(max)
                        .map(e -> new Listing.Entry(e.getKey(), kindOf(e.getValue())))
                        .toList();
            }

            private static Listing.EntryKind kindOf(Node node) {
                return switch (node) {
                    case File f -> Listing.EntryKind.REGULAR;
                    case Other o -> Listing.EntryKind.OTHER;
                    case Link l -> Listing.EntryKind.LINK;
                    case Directory d -> Listing.EntryKind.DIRECTORY;
                };
            }
        }
    }

    /** Where a path ends. */
    sealed interface End {
        record Found(Node node) implements End {}

        record Nothing(FileKind kind) implements End {}
    }

    private Node.Directory root = new Node.Directory();
    private String start = "/";

    /** Directories on the way are made; a declared directory that stands there already keeps its children. */
    void put(String path, Node node) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("declared path " + path + " is not absolute");
        }
        var names = names(path);
        if (names.isEmpty()) {
            root = (Node.Directory) replacing(root, node);
            return;
        }
        var at = root;
        for (var name : names.subList(0, names.size() - 1)) {
            if (at.children().computeIfAbsent(name, n -> new Node.Directory()) instanceof Node.Directory next) {
                at = next;
            } else {
                throw new IllegalArgumentException("declared path " + path + " goes through a file");
            }
        }
        at.children().compute(names.getLast(), (n, old) -> replacing(old, node));
    }

    private static Node replacing(@Nullable Node old, Node node) {
        if (old instanceof Node.Directory before && node instanceof Node.Directory d) {
            d.children().putAll(before.children());
        }
        return node;
    }

    void startIn(String path) {
        start = path;
    }

    End follow(String path) {
        if (path.isEmpty()) {
            return new End.Nothing(FileKind.MISSING);
        }
        var whole = path.startsWith("/") ? path : start + "/" + path;
        if (whole.length() > MAX_PATH_BYTES || whole.chars().anyMatch(c -> c == 0 || c > MAX_BYTE)) {
            return new End.Nothing(FileKind.UNREACHABLE);
        }
        return new Walk().of(whole);
    }

    private static List<String> names(String path) {
        return SLASH.splitAsStream(path).filter(n -> !n.isEmpty()).toList();
    }

    private final class Walk {
        private final Deque<String> ahead = new ArrayDeque<>();
        private final Deque<Node.Directory> above = new ArrayDeque<>();
        private Node at = root;
        private int links;

        End of(String path) {
            push(path);
            while (!ahead.isEmpty()) {
                if (!(at instanceof Node.Directory directory)) {
                    return new End.Nothing(FileKind.NOT_A_DIRECTORY);
                }
                if (!directory.mayBeSearched() && !ahead.getFirst().equals(DIRECTORY_ASKED)) {
                    return new End.Nothing(FileKind.DENIED);
                }
                var problem = step(directory, ahead.pop());
                if (problem != null) {
                    return new End.Nothing(problem);
                }
            }
            return new End.Found(at);
        }

        private @Nullable FileKind step(Node.Directory directory, String name) {
            if (name.equals(".") || name.equals(DIRECTORY_ASKED)) {
                return null;
            }
            if (name.equals("..")) {
                at = above.isEmpty() ? root : above.pop();
                return null;
            }
            if (name.length() > MAX_NAME_BYTES) {
                return FileKind.UNREACHABLE;
            }
            var next = directory.children().get(name);
            if (next == null) {
                return FileKind.MISSING;
            }
            if (!(next instanceof Node.Link(var target))) {
                above.push(directory);
                at = next;
                return null;
            }
            if (++links > MAX_LINKS) {
                return FileKind.UNREACHABLE;
            }
            if (target.startsWith("/")) {
                above.clear();
                at = root;
            }
            push(target);
            return null;
        }

        private void push(String path) {
            if (path.endsWith("/")) {
                ahead.push(DIRECTORY_ASKED);
            }
            names(path).reversed().forEach(ahead::push);
        }
    }
}
