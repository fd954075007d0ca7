package dev.rampart.policy.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.ScannerImpl;

/**
 * Reads the first document of a YAML stream the way Wazuh does (libyaml and {@code yaml2json.c} of 4.14.5 and
 * 5.0.0-beta4): no schema, tags without meaning, duplicate keys kept, an anchor may be set only once, what follows the
 * first document is not looked at.
 */
public final class YamlReader {

    /** The largest policy that Wazuh ships has 0.6 MiB. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    static final int MAX_DEPTH = 100;

    /** Values, those behind aliases counted each time they appear. */
    static final int MAX_VALUES = 1_000_000;

    static {
        // libyaml 0.2.5 knows two escapes of double-quoted scalars that SnakeYAML 2.7 does not; shipped policies use
        // the first. SnakeYAML offers this table and no other way.
        ScannerImpl.ESCAPE_REPLACEMENTS.put('/', "/");
        ScannerImpl.ESCAPE_REPLACEMENTS.put('\t', "\t");
    }

    private record Sized(YamlValue value, long size) {}

    private final Parser events;
    private final Map<String, Sized> anchors = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private int depth;
    private Position last = Position.START;

    private YamlReader(Parser events) {
        this.events = events;
    }

    /** @throws YamlProblem with the place, when there is no document, it is no YAML, or beyond a limit */
    public static YamlValue read(byte[] bytes) throws YamlProblem {
        if (bytes.length > MAX_BYTES) {
            throw new YamlProblem(
                    Position.START, "the file has " + bytes.length + " bytes; at most " + MAX_BYTES + " are read");
        }
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        var reader = text(YamlText.decode(bytes));
        return new YamlReader(new ParserImpl(reader, options)).document();
    }

    private static StreamReader text(String text) throws YamlProblem {
        try {
            return new StreamReader(new StringReader(text));
        } catch (YAMLException e) {
            throw new YamlProblem(Position.START, "not YAML: " + e.getMessage());
        }
    }

    private Event next() throws YamlProblem {
        try {
            var event = events.getEvent();
            last = position(event.getEndMark());
            return event;
        } catch (MarkedYAMLException e) {
            throw new YamlProblem(position(e.getProblemMark()), "not YAML: " + problem(e));
        } catch (YAMLException e) {
            throw new YamlProblem(last, "not YAML: " + e.getMessage());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // SnakeYAML 2.7 at a number that the end of the text cuts off, or that is no character.
            throw new YamlProblem(last, "not YAML: behind this place is a number that cannot be read");
        }
    }

    private static String problem(MarkedYAMLException e) {
        return e.getContext() == null ? e.getProblem() : e.getContext() + ", " + e.getProblem();
    }

    private YamlValue document() throws YamlProblem {
        next();
        var start = next();
        if (start instanceof StreamEndEvent) {
            throw new YamlProblem(Position.START, "the file has no content; a mapping with \"policy\" was expected");
        }
        var version = ((DocumentStartEvent) start).getVersion();
        if (version != null && (version.major() != 1 || version.minor() > 2)) {
            throw new YamlProblem(position(start.getStartMark()), "not YAML: only versions 1.1 and 1.2 are known");
        }
        var result = value(next()).value();
        next(); // The end of the document: what makes none of the text is only noticed here.
        return result;
    }

    private Sized value(Event event) throws YamlProblem {
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        var anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null && (anchors.containsKey(anchor) || !open.add(anchor))) {
            throw new YamlProblem(position(event.getStartMark()), "not YAML: anchor \"" + anchor + "\" is set twice");
        }
        if (++depth > MAX_DEPTH) {
            throw new YamlProblem(
                    position(event.getStartMark()), "values are nested more than " + MAX_DEPTH + " levels deep");
        }
        var result = switch (event) {
            case ScalarEvent s -> new Sized(scalar(s), 1);
            case SequenceStartEvent s -> sequence(s);
            case MappingStartEvent m -> mapping(m);
            default -> throw new IllegalStateException("no value starts with " + event);
        };
        depth--;
        if (result.size() > MAX_VALUES) {
            throw new YamlProblem(
                    position(event.getStartMark()), "more than " + MAX_VALUES + " values, aliases counted in full");
        }
        if (anchor != null) {
            anchors.put(anchor, result);
            open.remove(anchor);
        }
        return result;
    }

    private Sized aliased(AliasEvent alias) throws YamlProblem {
        var at = position(alias.getStartMark());
        if (open.contains(alias.getAnchor())) {
            throw new YamlProblem(at, "\"*" + alias.getAnchor() + "\" stands inside the value that it names");
        }
        @Nullable Sized target = anchors.get(alias.getAnchor());
        if (target == null) {
            throw new YamlProblem(at, "not YAML: no anchor \"&" + alias.getAnchor() + "\" stands before this alias");
        }
        return target;
    }

    private static YamlValue.Scalar scalar(ScalarEvent event) {
        boolean quoted = event.getScalarStyle() == ScalarStyle.SINGLE_QUOTED
                || event.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED;
        return new YamlValue.Scalar(
                event.getValue(),
                quoted ? java.util.OptionalDouble.empty() : CNumber.parse(event.getValue()),
                position(event.getStartMark()));
    }

    private Sized sequence(SequenceStartEvent start) throws YamlProblem {
        List<YamlValue> items = new ArrayList<>();
        long size = 1;
        for (var event = next(); !(event instanceof SequenceEndEvent); event = next()) {
            var item = value(event);
            items.add(item.value());
            size = grown(size, item.size(), event);
        }
        return new Sized(new YamlValue.Sequence(items, position(start.getStartMark())), size);
    }

    private Sized mapping(MappingStartEvent start) throws YamlProblem {
        List<YamlValue.Entry> entries = new ArrayList<>();
        long size = 1;
        for (var event = next(); !(event instanceof MappingEndEvent); event = next()) {
            var key = value(event);
            var valueEvent = next();
            var value = value(valueEvent);
            size = grown(size, key.size() + value.size(), valueEvent);
            if (key.value() instanceof YamlValue.Scalar s) {
                entries.add(new YamlValue.Entry(s.text(), position(event.getStartMark()), value.value()));
            }
        }
        return new Sized(new YamlValue.Mapping(entries, position(start.getStartMark())), size);
    }

    private static long grown(long size, long more, Event at) throws YamlProblem {
        if (size + more > MAX_VALUES) {
            throw new YamlProblem(
                    position(at.getStartMark()), "more than " + MAX_VALUES + " values, aliases counted in full");
        }
        return size + more;
    }

    private static Position position(@Nullable Mark mark) {
        return mark == null ? Position.START : new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
