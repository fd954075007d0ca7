package dev.rampart.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The extension sees what it is there for. */
class CleanLogTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"level\":\"error\",\"message\":\"m\",\"logger\":\"l\"}",
                "{\"level\":\"warn\",\"message\":\"m\",\"error\":\"e\",\"stack\":\"a.B.c(B.java:1)\"}",
                "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space",
                "\tat java.base/java.lang.Thread.run(Thread.java:1474)",
                "Caused by: java.io.IOException: closed"
            })
    void errorsAndStackTracesAreSeen(String line) {
        assertThat(CleanLog.complaint(line)).contains(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"level\":\"info\",\"message\":\"apply\",\"object\":\"NodeScan/node-1\",\"logger\":\"l\"}",
                "{\"level\":\"warn\",\"message\":\"an error, it is said\",\"logger\":\"l\"}",
                "WARNING: A terminally deprecated method in sun.misc.Unsafe has been called",
                ""
            })
    void otherLinesAreNot(String line) {
        assertThat(CleanLog.complaint(line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "compliancepolicies.rampart.dev \\\"a\\\" not found. Received status: Status(code=404)|true",
                "Operation cannot be fulfilled on compliancepolicies.rampart.dev: it was not found. |false",
                "nodescans.rampart.dev \\\"a\\\" not found. Received status: Status(code=404)|false"
            })
    void aPolicyThatWentAwayExcusesNoOtherRefusal(String message, boolean allowed) {
        var line =
                "Failure executing: PATCH at: https://10.96.0.1:443/apis/rampart.dev/v1alpha1/compliancepolicies/a/status"
                        + "?fieldManager=rampart-operator&force=true. Message: " + message;
        assertThat(CleanLog.isAllowed(line)).isEqualTo(allowed);
    }
}
