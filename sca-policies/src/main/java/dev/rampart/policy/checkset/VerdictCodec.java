package dev.rampart.policy.checkset;

import dev.rampart.policy.model.Reason;
import dev.rampart.policy.model.Verdict;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Verdicts as they travel in NodeScan and NodeCompliance: two bits per check, lowest bits of the first byte first, so
 * that a zeroed or missing bit pair reads Unknown; and one byte per check with the {@link Reason}.
 */
public final class VerdictCodec {

    private static final int UNKNOWN = 0;
    private static final int PASSED = 1;
    private static final int FAILED = 2;
    private static final int NOT_APPLICABLE = 3;

    /** Both strings are base64. */
    public record Encoded(String verdicts, String reasons) {}

    private VerdictCodec() {}

    public static Encoded encode(List<Verdict> verdicts) {
        var bits = new byte[(verdicts.size() + 3) / 4];
        var reasons = new byte[verdicts.size()];
        for (int i = 0; i < verdicts.size(); i++) {
            var verdict = verdicts.get(i);
            int code = switch (verdict) {
                case Verdict.Passed p -> PASSED;
                case Verdict.Failed f -> FAILED;
                case Verdict.NotApplicable n -> NOT_APPLICABLE;
                case Verdict.Unknown u -> UNKNOWN;
            };
            bits[i / 4] |= (byte) (code << (i % 4 * 2));
            reasons[i] = (byte) verdict.reason().code();
        }
        var base64 = Base64.getEncoder();
        return new Encoded(base64.encodeToString(bits), base64.encodeToString(reasons));
    }

    /**
     * @param size number of checks in the set
     * @throws IllegalArgumentException when a string is not base64, has another length than {@code size} asks for, or
     *     has bits set behind the last check
     */
    public static List<Verdict> decode(Encoded encoded, int size) {
        var bits = base64(encoded.verdicts(), "verdicts", (size + 3) / 4);
        var reasons = base64(encoded.reasons(), "reasons", size);
        if (size % 4 != 0 && (bits[bits.length - 1] & 0xff) >> (size % 4 * 2) != 0) {
            throw new IllegalArgumentException("verdicts has bits set behind check " + size);
        }
        var result = new ArrayList<Verdict>(size);
        for (int i = 0; i < size; i++) {
            var reason = Reason.ofCode(reasons[i] & 0xff);
            result.add(
                    switch ((bits[i / 4] >> (i % 4 * 2)) & 3) {
                        case PASSED -> Verdict.passed();
                        case FAILED -> Verdict.failed();
                        case NOT_APPLICABLE -> Verdict.notApplicable(reason);
                        default -> Verdict.unknown(reason);
                    });
        }
        return List.copyOf(result);
    }

    private static byte[] base64(String text, String name, int length) {
        if (text.length() != (length + 2) / 3 * 4) {
            throw new IllegalArgumentException(
                    name + " is " + text.length() + " characters long, expected " + (length + 2) / 3 * 4);
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is not base64", e);
        }
        if (bytes.length != length) {
            throw new IllegalArgumentException(name + " holds " + bytes.length + " bytes, expected " + length);
        }
        return bytes;
    }
}
