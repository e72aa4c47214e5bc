package org.throughline.server.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whatever a test of the server is about: no request that it makes may leave more than one entry in the log. */
public final class OneLeafEach implements BeforeAllCallback, AfterEachCallback {
    @Override
    public void beforeAll(ExtensionContext test) {
        Leaves.watch();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        assertThat(Leaves.broken()).as("one act leaves one entry").isEmpty();
    }
}
