package dev.rampart.operator.settings;

import java.util.Map;

/**
 * From which level on lines are logged; setting {@code LOG_LEVEL}. There is no trace: at that level the client would log
 * whole requests, with their tokens.
 */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG;

    public static LogLevel ofProcess() {
        return of(System.getenv());
    }

    /** @throws IllegalArgumentException naming the variable, its value and what it should be */
    static LogLevel of(Map<String, String> environment) {
        var value = environment.getOrDefault("LOG_LEVEL", "").strip();
        return switch (value) {
            case "error" -> ERROR;
            case "warn" -> WARN;
            case "", "info" -> INFO;
            case "debug" -> DEBUG;
            default ->
                throw new IllegalArgumentException("LOG_LEVEL is \"" + value + "\"; set error, warn, info or debug");
        };
    }
}
