package dev.rampart.policy.eval;

import dev.rampart.policy.host.FileRead;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.Limits;
import dev.rampart.policy.pattern.Text;
import java.util.HashMap;
import java.util.Map;

/** Reads files as lines; those of small files are kept, because many rules look at the same few. */
final class Contents {

    /** All kept files together: lines take about three times the bytes. */
    private static final int MAX_KEPT_BYTES = 1024 * 1024;

    /** How a dialect cuts bytes into lines. */
    interface Cutter {
        Text cut(byte[] bytes, boolean truncated);
    }

    sealed interface Read {
        record Lines(Text text, boolean truncated) implements Read {}

        record NoContent(FileRead read) implements Read {}
    }

    private final Host host;
    private final Limits limits;
    private final Cutter cutter;
    private final Map<String, Read> kept = new HashMap<>();
    private int keptBytes;

    Contents(Host host, Limits limits, Cutter cutter) {
        this.host = host;
        this.limits = limits;
        this.cutter = cutter;
    }

    Read of(String path) {
        var known = kept.get(path);
        return known == null ? read(path) : known;
    }

    private Read read(String path) {
        var read = host.read(path, limits.maxFileBytes());
        if (!(read instanceof FileRead.Content content)) {
            return new Read.NoContent(read);
        }
        var result = new Read.Lines(cutter.cut(content.bytes(), content.truncated()), content.truncated());
        if (keptBytes + content.bytes().length <= MAX_KEPT_BYTES) {
            keptBytes += content.bytes().length;
            kept.put(path, result);
        }
        return result;
    }
}
