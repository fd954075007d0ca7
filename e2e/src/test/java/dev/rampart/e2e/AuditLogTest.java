package dev.rampart.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.testkit.rights.Use;
import org.junit.jupiter.api.Test;

class AuditLogTest {

    private static String event(String verb, String object, int code, String decision) {
        return """
                {"requestReceivedTimestamp":"2026-01-02T03:04:05.000006Z","verb":"%s","user":{"username":"u"},"userAgent":"a/1",%s"responseStatus":{"code":%d},\
                "annotations":{"authorization.k8s.io/decision":"%s"}}""".formatted(verb, object, code, decision);
    }

    private static final String STATUS = "\"objectRef\":{\"apiGroup\":\"rampart.dev\",\"resource\":\"nodescans\","
            + "\"subresource\":\"status\",\"name\":\"node-1\"},";

    @Test
    void anApplyThatMadeAnObjectNeedsTheRightToCreate() {
        var request = AuditLog.event(event("patch", STATUS, 201, "allow")).orElseThrow();

        assertThat(request.needed())
                .containsExactly(
                        new Use("patch", "rampart.dev", "nodescans/status", "", "node-1"),
                        new Use("create", "rampart.dev", "nodescans/status", "", "node-1"));
        assertThat(request.agent()).isEqualTo("a/1");
    }

    /** The code of both is 403. */
    @Test
    void whatAnAdmissionPolicyRefusesWasGranted() {
        assertThat(AuditLog.event(event("patch", STATUS, 403, "allow"))
                        .orElseThrow()
                        .forbidden())
                .isFalse();
        assertThat(AuditLog.event(event("patch", STATUS, 403, "forbid"))
                        .orElseThrow()
                        .forbidden())
                .isTrue();
    }

    @Test
    void discoveryIsLeftOut() {
        assertThat(AuditLog.event(event("get", "", 200, "allow"))).isEmpty();
    }
}
