package dev.rampart.crds.v1alpha1;

/** Names that every kind of the API shares. */
public final class Api {

    public static final String GROUP = "rampart.dev";
    public static final String VERSION = "v1alpha1";

    /** {@code kubectl get rampart} lists every kind of this category. */
    public static final String CATEGORY = "rampart";

    private Api() {}
}
