package dev.rampart.cli.scan;

import dev.rampart.policy.language.Loading;
import dev.rampart.policy.language.PolicyReader;
import dev.rampart.policy.language.Problem;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads the policies of one scan. One that is refused ends it, so all that is wrong is said at once. */
final class PolicyFiles {

    private PolicyFiles() {}

    sealed interface Loaded {
        record Policies(List<PolicyFile> files) implements Loaded {}

        /** @param messages a line for each file that cannot be used */
        record Refused(List<String> messages) implements Loaded {}
    }

    static Loaded load(List<String> names, Dialect dialect) {
        var reader = new PolicyReader(dialect);
        var files = new ArrayList<PolicyFile>();
        var refused = new ArrayList<String>();
        for (var name : names) {
            try {
                switch (reader.read(bytes(name))) {
                    case Loading.Loaded(var policy, var ignored) ->
                        files.add(new PolicyFile(name, policy, rulesAndChecks(ignored)));
                    case Loading.Refused r -> refused.add(r.problem().in(name));
                }
            } catch (Unusable e) {
                refused.add(name + ": " + e.getMessage());
            }
        }
        return refused.isEmpty() ? new Loaded.Policies(files) : new Loaded.Refused(refused);
    }

    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message, null, false, false);
        }
    }

    /** Nothing but a regular file is opened: a pipe would block and a device never end. */
    private static byte[] bytes(String name) throws Unusable {
        try {
            var path = Path.of(name);
            if (Files.isDirectory(path)) {
                throw new Unusable("is a directory; name the policy files in it");
            }
            if (!Files.isRegularFile(path)) {
                throw new Unusable(Files.exists(path) ? "is not a regular file" : "does not exist");
            }
            try (var in = Files.newInputStream(path)) {
                var bytes = in.readNBytes(YamlReader.MAX_BYTES + 1);
                if (bytes.length > YamlReader.MAX_BYTES) {
                    throw new Unusable("has more than " + YamlReader.MAX_BYTES + " bytes; no policy has");
                }
                return bytes;
            }
        } catch (InvalidPathException e) {
            throw new Unusable("is no name of a file");
        } catch (AccessDeniedException e) {
            throw new Unusable("may not be read");
        } catch (IOException e) {
            throw new Unusable("cannot be read: " + e.getMessage());
        }
    }

    /** What is lost of the labels of a check changes no result. */
    private static int rulesAndChecks(List<Problem> ignored) {
        return (int) ignored.stream()
                .filter(p -> switch (p.kind()) {
                    case COMPLIANCE_VALUE, COMPLIANCE_FORM, COMPLIANCE_KEY -> false;
                    default -> true;
                })
                .count();
    }
}
