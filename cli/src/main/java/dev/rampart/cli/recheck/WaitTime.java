package dev.rampart.cli.recheck;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Stack;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/** The value of {@code --wait}: {@code 90s}, {@code 5m}, {@code 1h}. */
final class WaitTime implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})([smh])");

    @Override
    public Duration convert(String value) {
        var match = FORM.matcher(value);
        if (!match.matches()) {
            throw new TypeConversionException("'" + value + "' is not a time: write 90s, 5m or 1h");
        }
        return Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
    }

    /** Makes {@code --wait node-1} mean a node and the usual time: only {@code --wait=TIME} carries a time. */
    @SuppressWarnings("JdkObsolete") // the type is picocli's
    static final class OnlyAttached implements IParameterPreprocessor {

        @Override
        public boolean preprocess(Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            if (" ".equals(info.get("separator"))) {
                args.push(RecheckCommand.USUAL_WAIT);
            }
            return false;
        }
    }
}
