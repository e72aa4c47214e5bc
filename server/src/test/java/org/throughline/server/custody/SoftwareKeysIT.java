package org.throughline.server.custody;

import java.util.UUID;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.support.ServerTest;

@ServerTest
class SoftwareKeysIT extends KeyKeeperContract {
    private final SoftwareKeys software;
    private final OrganizationId owner = new OrganizationId(UUID.randomUUID());

    SoftwareKeysIT(SoftwareKeys software) {
        this.software = software;
    }

    @Override
    KeyKeeper keeper() {
        return software;
    }

    @Override
    OrganizationId owner() {
        return owner;
    }
}
