package dev.rampart.scanner.api;

import java.time.Duration;
import java.util.Optional;

/** A request that had no good answer; the message names the request, what came back and what to do. */
public final class ApiFailure extends Exception {

    private static final long serialVersionUID = 1L;

    public enum Kind {
        /** The token is not accepted. */
        UNAUTHORIZED,
        /** A right is missing, or an admission policy refused. */
        FORBIDDEN,
        NOT_FOUND,
        /** The resource version is too old to go on from; list again. */
        EXPIRED,
        /** The API server asks to come back later. */
        BUSY,
        /** It refuses the content. */
        REFUSED,
        /** It failed itself. */
        SERVER,
        /** No answer, or half of one. */
        UNREACHABLE,
        /** More than a scanner is willing to read. */
        TOO_LARGE,
        /** An answer that is not what was asked for. */
        MALFORMED
    }

    private final Kind kind;
    private final transient Optional<Duration> retryAfter;

    ApiFailure(Kind kind, String message) {
        this(kind, message, Optional.empty());
    }

    ApiFailure(Kind kind, String message, Optional<Duration> retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    ApiFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = Optional.empty();
    }

    public Kind kind() {
        return kind;
    }

    /** How long the API server asks to wait. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
