package dev.rampart.scanner.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

/**
 * A node's fixed place among all nodes, so that a thousand scanners do not act in the same second.
 *
 * @param fraction from 0 up to but not including 1
 */
public record Spread(double fraction) {

    private static final double RANGE = 0x1p32;

    /** The same for the same name on every machine and in every version. */
    public static Spread ofNode(String nodeName) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(nodeName.getBytes(StandardCharsets.UTF_8));
            return new Spread(Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt()) / RANGE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** This node's part of the duration, in whole milliseconds. */
    public Duration of(Duration whole) {
        return Duration.ofMillis((long) (whole.toMillis() * fraction));
    }
}
