package dev.rampart.scanner.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Log lines of one node: a fixed sentence per event, what varies in fields. Neither tokens nor evidence are ever given
 * to it.
 */
public final class EventLog {

    public static final String NODE = "node";
    public static final String DIGEST = "digest";
    public static final String POLICY = "policy";
    public static final String CAUSE = "cause";
    public static final String COUNT = "count";
    public static final String REASON = "reason";
    public static final String RETRY_IN = "retryIn";
    public static final String DURATION = "duration";
    public static final String VERSION = "version";
    public static final String PROBLEM = "problem";

    private static final Logger LOGGER = Logger.getLogger("dev.rampart.scanner");

    private final Field node;
    private final Consumer<LogRecord> sink;

    public EventLog(String nodeName) {
        this(nodeName, LOGGER::log);
    }

    /** @param sink in place of the process's loggers */
    public EventLog(String nodeName, Consumer<LogRecord> sink) {
        this.node = new Field(NODE, nodeName);
        this.sink = sink;
    }

    public void info(String message, Field... fields) {
        log(new LogRecord(Level.INFO, message), fields);
    }

    public void warn(String message, Field... fields) {
        log(new LogRecord(Level.WARNING, message), fields);
    }

    /** For what is a defect of the scanner itself; the stack goes into the line. */
    public void error(String message, Throwable thrown, Field... fields) {
        var line = new LogRecord(Level.SEVERE, message);
        line.setThrown(thrown);
        log(line, fields);
    }

    private void log(LogRecord line, Field... fields) {
        var all = new ArrayList<Field>(fields.length + 1);
        all.add(node);
        all.addAll(List.of(fields));
        line.setLoggerName(LOGGER.getName());
        line.setParameters(all.toArray());
        sink.accept(line);
    }
}
