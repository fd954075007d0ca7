package dev.rampart.policy.host;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of users and groups, where the root's own files are all that the C library would ask. */
final class OwnerNames {

    /** What coreutils writes for an id without a name. */
    private static final String UNKNOWN = "UNKNOWN";

    private static final int MAX_BYTES = 1024 * 1024;

    private static final Pattern USER =
            Pattern.compile("([A-Za-z0-9._-]+):[^:]*:(\\d{1,10}):\\d{1,10}:[^:]*:[^:]*:[^:]*");
    private static final Pattern GROUP = Pattern.compile("([A-Za-z0-9._-]+):[^:]*:(\\d{1,10}):[^:]*");

    private static final Pattern LINE_END = Pattern.compile("\n");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final RootFiles files;

    OwnerNames(RootFiles files) {
        this.files = files;
    }

    /** Empty when it cannot be told for sure. */
    Optional<String> user(long uid) {
        return name("passwd", USER, uid);
    }

    /** Empty when it cannot be told for sure. */
    Optional<String> group(long gid) {
        return name("group", GROUP, gid);
    }

    private Optional<String> name(String database, Pattern entry, long id) {
        var sources = sources(database);
        // The name service cache may know more, or not yet know.
        boolean cached = files.kind("/var/run/nscd/socket") != FileKind.MISSING;
        if (cached || sources.isEmpty()) {
            return Optional.empty();
        }
        var lines = lines("/etc/" + database);
        if (lines.isEmpty() || lines.stream().anyMatch(l -> !entry.matcher(l).matches())) {
            return Optional.empty();
        }
        var name = lines.stream()
                .map(entry::matcher)
                .filter(m -> m.matches() && Long.parseLong(m.group(2)) == id)
                .map(m -> m.group(1))
                .findFirst();
        // systemd makes up users that are in no file.
        return name.isEmpty() && sources.equals(List.of("files")) ? Optional.of(UNKNOWN) : name;
    }

    /** Empty when there are others than files, and what only adds to them. */
    private List<String> sources(String database) {
        var prefix = database + ":";
        var named = lines("/etc/nsswitch.conf").stream()
                .map(l -> l.contains("#") ? l.substring(0, l.indexOf('#')).strip() : l)
                .filter(l -> l.startsWith(prefix))
                .toList();
        if (named.size() != 1) {
            return List.of();
        }
        var sources =
                List.of(BLANKS.split(named.getFirst().substring(prefix.length()).strip()));
        boolean known = sources.stream()
                .allMatch(s ->
                        List.of("files", "systemd", "compat", "[SUCCESS=merge]").contains(s));
        return known && !sources.getFirst().equals("systemd") ? sources : List.of();
    }

    /** Without empty ones and comments; none when the file is not there or not whole. */
    private List<String> lines(String path) {
        return files.read(path, MAX_BYTES) instanceof FileRead.Content(var bytes, var truncated) && !truncated
                ? LINE_END.splitAsStream(new String(bytes, StandardCharsets.ISO_8859_1))
                        .filter(l -> !l.isBlank() && !l.startsWith("#"))
                        .toList()
                : List.of();
    }
}
