package dev.rampart.e2e;

import static java.util.Comparator.comparing;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Runs {@link RightsE2E} after every other class and remembers which those were. */
final class RightsLast implements ClassOrderer {

    private static final Set<String> CLASSES = new TreeSet<>();

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(comparing(RightsLast::isRights));
        context.getClassDescriptors().forEach(d -> CLASSES.add(d.getTestClass().getSimpleName()));
    }

    private static boolean isRights(ClassDescriptor descriptor) {
        return descriptor.getTestClass() == RightsE2E.class;
    }

    /** Simple names of the classes of this run. */
    static Set<String> classesOfThisRun() {
        return Set.copyOf(CLASSES);
    }
}
