package dev.rampart.cli;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build writes into the jar. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        var properties = new Properties();
        try (var in = Version.class.getResourceAsStream("/rampart-cli.properties")) {
            properties.load(in);
        }
        return new String[] {"rampart " + properties.getProperty("version")};
    }
}
