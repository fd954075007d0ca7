package dev.rampart.cli.scan;

import dev.rampart.policy.model.Dialect;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A dialect as it is written on the command line. */
final class DialectName implements ITypeConverter<Dialect> {

    @Override
    public Dialect convert(String value) {
        return Arrays.stream(Dialect.values())
                .filter(d -> d.id().equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + value + "' is no dialect: write 4.14 or 5.x"));
    }
}
