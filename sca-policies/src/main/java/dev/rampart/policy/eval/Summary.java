package dev.rampart.policy.eval;

import dev.rampart.policy.eval.PolicyResult.Entry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What 4.14.5 sends at the end of a scan (wm_sca.c: wm_sca_send_summary, wm_sca_hash_integrity).
 *
 * @param passed of all evaluated checks, as {@code failed} and {@code invalid} (not applicable)
 * @param total checks that have a result; 0 when the first scan was aborted, because it is counted at the end
 * @param score 0 to 100 in single precision
 * @param hash SHA-256 in hex over the results in ascending order of ids
 */
public record Summary(int passed, int failed, int invalid, int total, float score, String hash) {

    static Summary of(PolicyResult result) {
        int passed = count(result.entries(), EngineVerdict.PASSED);
        int failed = count(result.entries(), EngineVerdict.FAILED);
        var reported =
                result.entries().stream().filter(e -> e.check().reported()).toList();
        boolean aborted = result.stage() instanceof PolicyResult.Aborted;
        return new Summary(
                passed,
                failed,
                count(result.entries(), EngineVerdict.NOT_APPLICABLE),
                aborted ? 0 : reported.size(),
                passed + failed == 0 ? 0 : (float) passed / (float) (passed + failed) * 100f,
                hash(reported));
    }

    private static int count(List<Entry> entries, EngineVerdict verdict) {
        return (int)
                entries.stream().filter(e -> e.result().engine() == verdict).count();
    }

    /** A check that is not applicable counts as an empty text. */
    private static String hash(List<Entry> reported) {
        var text = reported.stream()
                .sorted(Comparator.comparingInt(e -> e.check().number().orElse(0)))
                .map(e -> switch (e.result().engine()) {
                    case PASSED, FAILED -> e.result().engine().text();
                    case NOT_APPLICABLE, NOT_RUN -> "";
                })
                .collect(Collectors.joining(":"));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
