package dev.rampart.policy.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Follows a path component by component inside a root, so that absolute links and {@code ..} can never lead out of it:
 * what the machine itself would see after a chroot.
 */
final class RootPath {

    /** As the kernel: more links than this are a circle. */
    private static final int MAX_LINKS = 40;

    private static final Pattern SLASH = Pattern.compile("/");

    private final Path root;

    RootPath(Path root) {
        this.root = root;
    }

    /** Where a path ends. */
    sealed interface End {
        /** @param path free of links, inside the root */
        record Found(Path path, BasicFileAttributes attributes) implements End {}

        record Nothing(FileKind kind, String why) implements End {}
    }

    End follow(String path) {
        try {
            return new Walk().of(path);
        } catch (NoSuchFileException e) {
            return new End.Nothing(FileKind.MISSING, "no such file");
        } catch (AccessDeniedException e) {
            return new End.Nothing(FileKind.UNREACHABLE, "permission denied");
        } catch (FileSystemException e) {
            boolean notDirectory = String.valueOf(e.getReason()).contains("Not a directory");
            return new End.Nothing(
                    notDirectory ? FileKind.NOT_A_DIRECTORY : FileKind.UNREACHABLE, String.valueOf(e.getReason()));
        } catch (IOException | InvalidPathException e) {
            return new End.Nothing(FileKind.UNREACHABLE, "cannot be reached");
        }
    }

    private final class Walk {
        private final Deque<String> ahead = new ArrayDeque<>();
        private Path at = root;
        private int links;

        End of(String path) throws IOException {
            push(path);
            boolean directoryAsked = path.endsWith("/") || path.endsWith("/.");
            var attributes = lstat(root);
            while (!ahead.isEmpty()) {
                var name = ahead.pop();
                if (!attributes.isDirectory()) {
                    return new End.Nothing(FileKind.NOT_A_DIRECTORY, "no such file");
                }
                if (name.equals("..")) {
                    at = at.equals(root) ? root : Objects.requireNonNullElse(at.getParent(), root);
                    attributes = lstat(at);
                    continue;
                }
                var next = at.resolve(name);
                attributes = lstat(next);
                if (!attributes.isSymbolicLink()) {
                    at = next;
                    continue;
                }
                if (++links > MAX_LINKS) {
                    return new End.Nothing(FileKind.UNREACHABLE, "links turn in a circle");
                }
                var target = Files.readSymbolicLink(next).toString();
                at = target.startsWith("/") ? root : at;
                attributes = lstat(at);
                push(target);
            }
            return directoryAsked && !attributes.isDirectory()
                    ? new End.Nothing(FileKind.NOT_A_DIRECTORY, "no such file")
                    : new End.Found(at, attributes);
        }

        private void push(String path) {
            var names = List.of(SLASH.split(path, -1));
            for (int i = names.size() - 1; i >= 0; i--) {
                if (!names.get(i).isEmpty() && !names.get(i).equals(".")) {
                    ahead.push(names.get(i));
                }
            }
        }

        private static BasicFileAttributes lstat(Path path) throws IOException {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
