package dev.rampart.operator.it;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** The operator's log while it is open. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    /** Lines that the libraries write at ERROR for what they then try again. */
    private static final List<Pattern> ALLOWED = List.of(
            // fabric8, of a watch that was answered with an error.
            Pattern.compile("Error received: .*will retry", Pattern.DOTALL),
            // fabric8's elector, of a renewal that failed; the next one follows after 2 s.
            Pattern.compile("Exception occurred while (renewing|acquiring|releasing) lock.*", Pattern.DOTALL));

    private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    LogCapture() {
        start();
        root.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
    }

    /** What a person would be alarmed by. */
    List<String> errors() {
        return events.stream()
                .filter(e -> e.getLevel().isGreaterOrEqual(Level.ERROR))
                .map(e -> e.getLoggerName() + ": " + e.getFormattedMessage())
                .filter(t -> ALLOWED.stream().noneMatch(p -> p.matcher(t).find()))
                .toList();
    }

    @Override
    public void close() {
        root.detachAppender(this);
        stop();
    }
}
