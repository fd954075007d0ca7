/** CompliancePolicy: check sets into ConfigMaps, the report object, the policy's status. */
@NullMarked
package dev.rampart.operator.compliancepolicy;

import org.jspecify.annotations.NullMarked;
