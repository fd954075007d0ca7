package dev.rampart.operator.docs;

import dev.rampart.crds.condition.ConditionReason;
import dev.rampart.crds.v1alpha1.Tripwire;
import dev.rampart.operator.nodecompliance.RefusalReason;
import dev.rampart.policy.model.Reason;
import dev.rampart.testkit.GeneratedSection;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Every word that the API uses for a trouble is on the page, with what it means and what to do. */
class TroubleshootingPageTest {

    private static final String PAGE = "docs/troubleshooting.md";

    @Test
    void everyConditionReasonIsExplained() {
        var table = new MarkdownTable("reason", "what was found", "what to do");
        for (var reason : ConditionReason.values()) {
            table.row("`" + reason + "`", reason.meaning(), reason.remedy());
        }
        new GeneratedSection(PAGE, "condition reasons").is(table.markdown());
    }

    @Test
    void everyRefusalIsExplained() {
        var table = new MarkdownTable("reason", "what was found", "what to do");
        for (var reason : RefusalReason.values()) {
            table.row("`" + reason + "`", reason.meaning(), reason.remedy());
        }
        new GeneratedSection(PAGE, "refusals").is(table.markdown());
    }

    @Test
    void everyStateOfATripwireIsExplained() {
        var table = new MarkdownTable("state", "what was found", "what to do");
        for (var state : Tripwire.values()) {
            var word = state.name().charAt(0) + state.name().substring(1).toLowerCase(java.util.Locale.ROOT);
            table.row("`" + word + "`", meaning(state), remedy(state));
        }
        new GeneratedSection(PAGE, "tripwires").is(table.markdown());
    }

    private static String meaning(Tripwire state) {
        return switch (state) {
            case INTACT -> "The facility is proven to be the node's.";
            case BROKEN -> "The facility is proven not to be the node's; every check that uses it is Unknown.";
            case UNREADABLE -> "It could not be proven either way; every check that uses it is Unknown.";
        };
    }

    private static String remedy(Tripwire state) {
        return switch (state) {
            case INTACT -> "Nothing.";
            case BROKEN ->
                "The DaemonSet was changed: files need the host mount, processes `hostPID`, network `hostNetwork`."
                        + " Install it again.";
            case UNREADABLE ->
                "The scanner's log says what it could not read: often a missing capability (`SYS_PTRACE`,"
                        + " `DAC_READ_SEARCH`), a node without `/etc/machine-id`, or a kubelet directory other than"
                        + " `/var/lib/kubelet` (setting `KUBELET_DIR`).";
        };
    }

    @Test
    void everyReasonOfAVerdictIsExplained() {
        var table = new MarkdownTable("reason", "code", "what was found", "what to do");
        Arrays.stream(Reason.values())
                .filter(r -> r != Reason.NONE)
                .forEach(r -> table.row("`" + r + "`", Integer.toString(r.code()), r.text(), r.remedy()));
        new GeneratedSection(PAGE, "verdict reasons").is(table.markdown());
    }
}
