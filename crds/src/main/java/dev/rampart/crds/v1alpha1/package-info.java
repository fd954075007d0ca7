/**
 * The kinds of group {@code rampart.dev}, version {@code v1alpha1}, one record or resource class per file, without logic.
 *
 * <p>Components that may be absent in JSON are {@code @Nullable}; the operator turns them into validated values before
 * anything else reads them.
 */
@NullMarked
package dev.rampart.crds.v1alpha1;

import org.jspecify.annotations.NullMarked;
