package dev.rampart.scanner.settings;

import java.util.Map;
import java.util.logging.Level;

/** From which level on the scanner logs; it has no line below info. */
public final class LogLevel {

    private LogLevel() {}

    /** @throws Settings.Invalid naming the variable, its value and what it should be */
    public static Level fromEnvironment() throws Settings.Invalid {
        return from(System.getenv());
    }

    static Level from(Map<String, String> env) throws Settings.Invalid {
        var value = env.getOrDefault("LOG_LEVEL", "").strip();
        return switch (value) {
            case "error" -> Level.SEVERE;
            case "warn" -> Level.WARNING;
            case "", "info" -> Level.INFO;
            default -> throw new Settings.Invalid("LOG_LEVEL is \"" + value + "\"; set error, warn or info.");
        };
    }
}
