package dev.rampart.operator.it;

import dev.rampart.crds.v1alpha1.ScanResult;

/** Results with one field changed. */
final class Results {

    private Results() {}

    static ScanResult withDigest(ScanResult r, String digest) {
        return new ScanResult(
                digest,
                r.nodeUID(),
                r.recheck(),
                r.evaluatedAt(),
                r.verdicts(),
                r.reasons(),
                null,
                null,
                r.tripwires());
    }

    static ScanResult withNodeUID(ScanResult r, String uid) {
        return new ScanResult(
                r.digest(), uid, r.recheck(), r.evaluatedAt(), r.verdicts(), r.reasons(), null, null, r.tripwires());
    }

    static ScanResult withRecheck(ScanResult r, String token) {
        return new ScanResult(
                r.digest(), r.nodeUID(), token, r.evaluatedAt(), r.verdicts(), r.reasons(), null, null, r.tripwires());
    }

    static ScanResult withEvaluatedAt(ScanResult r, String time) {
        return new ScanResult(
                r.digest(), r.nodeUID(), r.recheck(), time, r.verdicts(), r.reasons(), null, null, r.tripwires());
    }

    static ScanResult withVerdicts(ScanResult r, String verdicts) {
        return new ScanResult(
                r.digest(),
                r.nodeUID(),
                r.recheck(),
                r.evaluatedAt(),
                verdicts,
                r.reasons(),
                null,
                null,
                r.tripwires());
    }

    static ScanResult withEvidence(ScanResult r, String evidence) {
        return new ScanResult(
                r.digest(),
                r.nodeUID(),
                r.recheck(),
                r.evaluatedAt(),
                r.verdicts(),
                r.reasons(),
                evidence,
                null,
                r.tripwires());
    }
}
