package dev.rampart.e2e;

import static java.util.Comparator.comparingInt;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * Runs {@link RightsE2E} after every other class and remembers which those were. Only {@link ChartE2E} follows: it
 * uninstalls, and a pod that ends while its rights are gone is refused what it was granted before.
 */
final class RightsLast implements ClassOrderer {

    private static final Set<String> CLASSES = new TreeSet<>();

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(comparingInt(RightsLast::place));
        context.getClassDescriptors().forEach(d -> CLASSES.add(d.getTestClass().getSimpleName()));
    }

    private static int place(ClassDescriptor descriptor) {
        var test = descriptor.getTestClass();
        return test == ChartE2E.class ? 2 : test == RightsE2E.class ? 1 : 0;
    }

    /** Simple names of the classes of this run. */
    static Set<String> classesOfThisRun() {
        return Set.copyOf(CLASSES);
    }
}
