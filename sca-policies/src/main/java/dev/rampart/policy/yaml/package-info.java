/** YAML as Wazuh reads it: libyaml's events, no schema, positions kept. */
@NullMarked
package dev.rampart.policy.yaml;

import org.jspecify.annotations.NullMarked;
