package dev.rampart.policy.language;

import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.yaml.YamlProblem;
import dev.rampart.policy.yaml.YamlReader;
import dev.rampart.policy.yaml.YamlValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Reads the policy files of one scan, one after the other, as one dialect does: takes what that engine takes and refuses
 * what it refuses. 4.x wants the ids of policies and checks to be unique over all files that a reader was given.
 *
 * <p>Beyond the engines' own limits, ours ({@link YamlReader}): a file that would crash or never end in an engine is
 * refused.
 */
public final class PolicyReader {

    private final Dialect dialect;
    private final Wazuh4Reader wazuh4 = new Wazuh4Reader();

    public PolicyReader(Dialect dialect) {
        this.dialect = dialect;
    }

    public Loading read(byte[] bytes) {
        YamlValue root;
        try {
            root = YamlReader.read(bytes);
        } catch (YamlProblem e) {
            return new Loading.Refused(new Problem(ProblemKind.UNREADABLE, e.at(), String.valueOf(e.getMessage())));
        }
        return read(root, sha256(bytes));
    }

    /** @param fileDigest SHA-256 of the file in hex */
    public Loading read(YamlValue root, String fileDigest) {
        return switch (dialect) {
            case WAZUH_4_14 -> wazuh4.read(root, fileDigest);
            case WAZUH_5 -> Wazuh5Reader.read(root, fileDigest);
        };
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
