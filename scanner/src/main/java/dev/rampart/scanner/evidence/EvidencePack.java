package dev.rampart.scanner.evidence;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Evidence of several check sets as it travels: JSON object from check id to text, gzip, base64. What does not fit is
 * left out in whole entries. The same entries always give the same text, because an unchanged node must not cause a
 * write.
 */
public final class EvidencePack {

    /** Over all results of a node, in base64 characters. */
    public static final int MAX_CHARS = 32 * 1024;

    private static final JsonFactory JSON = new JsonFactory();

    /** Evidence of one set. */
    public sealed interface Source {
        String digest();
    }

    /** @param texts by check id, the most important first: what does not fit is cut from the end */
    public record Entries(String digest, Map<String, String> texts) implements Source {}

    /** Packed by an earlier process and therefore kept or left out as a whole. */
    public record Packed(String digest, String text) implements Source {}

    private record Sized(Source source, String whole) {}

    private EvidencePack() {}

    /**
     * @param budget in base64 characters over all sources
     * @return by digest; a source of which nothing is left has no entry
     */
    public static Map<String, String> pack(List<Source> sources, int budget) {
        var bySize = new ArrayList<Sized>();
        for (var source : sources) {
            bySize.add(new Sized(source, whole(source)));
        }
        // Small sets first: what they leave of their equal share goes to the large ones.
        bySize.sort(Comparator.comparingInt((Sized s) -> s.whole().length())
                .thenComparing(s -> s.source().digest()));
        var result = new LinkedHashMap<String, String>();
        int left = budget;
        for (int i = 0; i < bySize.size(); i++) {
            var text = fit(bySize.get(i), left / (bySize.size() - i));
            left -= text.length();
            if (!text.isEmpty()) {
                result.put(bySize.get(i).source().digest(), text);
            }
        }
        return result;
    }

    private static String whole(Source source) {
        return switch (source) {
            case Entries e -> encode(List.copyOf(e.texts().entrySet()));
            case Packed p -> p.text();
        };
    }

    private static String fit(Sized sized, int share) {
        if (sized.whole().length() <= share) {
            return sized.whole();
        }
        return switch (sized.source()) {
            case Packed p -> "";
            case Entries e -> longestPrefix(List.copyOf(e.texts().entrySet()), share);
        };
    }

    private static String longestPrefix(List<Map.Entry<String, String>> entries, int share) {
        var best = "";
        int fits = 0;
        int tooMany = entries.size();
        while (fits + 1 < tooMany) {
            int middle = (fits + tooMany) >>> 1;
            var text = encode(entries.subList(0, middle));
            if (text.length() <= share) {
                fits = middle;
                best = text;
            } else {
                tooMany = middle;
            }
        }
        return best;
    }

    private static String encode(List<Map.Entry<String, String>> entries) {
        if (entries.isEmpty()) {
            return "";
        }
        var bytes = new ByteArrayOutputStream();
        // The JDK writes no time into the header, so equal content gives equal bytes.
        try (var gzip = new GZIPOutputStream(bytes);
                var json = JSON.createGenerator(gzip, JsonEncoding.UTF8)) {
            json.writeStartObject();
            for (var entry : entries) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
