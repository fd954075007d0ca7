package dev.rampart.policy.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: hunter2",
                "PASSWORD=hunter2",
                "db_password = 'hunter2 and more'",
                "kubelet --token=hunter2 --x",
                "--token hunter2",
                "\"apiKey\": \"hunter2\"",
                "api-key: hunter2",
                "client-key-data: hunter2",
                "key: hunter2",
                "Authorization: Bearer hunter2",
                "secretAccessKey: hunter2",
                "passphrase hunter2",
                "MYSQL_PASSWD=hunter2",
                "https://me:hunter2@registry/x",
                "root:$6$hunter2salt$hunter2hash:19000:0",
                "aws_secret_access_key=hunter2",
                "credentials: hunter2",
                "tokenFile: hunter2",
                "private_key=hunter2",
                "encryption.key=hunter2",
                "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nhunter2",
            })
    void aSecretDoesNotStay(String text) {
        assertThat(Mask.secretsIn(text)).doesNotContain("hunter2").contains("[masked]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123456789abcdef0123456789abcdef",
                "x MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ== y",
                "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6eCJ9.c2ln",
                "a1b2c3/d4e5f6G7h8i9j0k1l2m3n4o5p6q7",
            })
    void aLongRunIsMasked(String text) {
        assertThat(Mask.secretsIn(text)).contains("[masked]").doesNotContainPattern("[A-Za-z0-9+/]{32}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permitrootlogin without-password",
                "permitemptypasswords no",
                "passwordauthentication yes",
                "0644 0",
                "active",
                "/etc/kubernetes/manifests/kube-controller-manager.yaml",
                "x11forwarding yes",
                "kbdinteractiveauthentication no",
                "Failed to get unit file state for crond.service: No such file or directory",
                "monkey business: 12345",
            })
    void whatIsNoSecretStays(String text) {
        assertThat(Mask.secretsIn(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"password: no way, no way", "token: 12345, 12345", "secret: yesterday, yesterday"})
    void aValueThatOnlyBeginsLikeASettingIsMasked(String text, String secret) {
        assertThat(Mask.secretsIn(text)).doesNotContain(secret);
    }

    @Test
    void onlyTheRestOfTheLineIsTheValue() {
        assertThat(Mask.secretsIn("password: a\nuser: b")).isEqualTo("password: [masked]\nuser: b");
    }

    @Test
    void severalSecretsOfOneTextAreMasked() {
        assertThat(Mask.secretsIn("https://a:b@c\ntoken=d\n$1$abc$defgh"))
                .isEqualTo("https://[masked]@c\ntoken=[masked]\n[masked]");
    }
}
