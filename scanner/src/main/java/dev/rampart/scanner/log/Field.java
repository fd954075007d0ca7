package dev.rampart.scanner.log;

/** One key of a log line with its value; keys are the constants of {@link EventLog}. */
public record Field(String key, Object value) {}
