package dev.rampart.cli.scan;

import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.RootHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * What a scan finds around it.
 *
 * @param host of a root directory, which is absolute
 * @param superuser whether this process may read everything
 */
record Surroundings(Function<Path, Host> host, Screen screen, boolean linux, boolean superuser) {

    static Surroundings ofThisProcess() {
        return new Surroundings(
                RootHost::new,
                Screen.ofThisProcess(System.getenv()),
                System.getProperty("os.name", "").equals("Linux"),
                isSuperuser());
    }

    /** The kernel gives /proc/self to the effective user. */
    private static boolean isSuperuser() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
