package org.throughline.server.site;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.shared.OutboundRequests;

/** Writes into the audit log, at each start, which doors the operator opened beside the house's rule for outbound requests. */
@Component
class OutboundRecord {
    private static final Logger LOG = LoggerFactory.getLogger(OutboundRecord.class);

    private final OutboundRequests requests;
    private final AuditLog audit;

    OutboundRecord(OutboundRequests requests, AuditLog audit) {
        this.requests = requests;
        this.audit = audit;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void write() {
        if (requests.trustedHosts().isEmpty() && !requests.allowsLoopback()) {
            return;
        }
        String hosts =
                String.join(" ", requests.trustedHosts().stream().sorted().toList());
        LOG.warn(
                "Outbound requests may go to private addresses of: {}",
                requests.allowsLoopback() ? hosts + " this machine" : hosts);
        audit.record(new AuditEntry(
                "outbound.opened",
                "system",
                null,
                "outbound-requests",
                Map.of("trustedHosts", hosts, "loopback", Boolean.toString(requests.allowsLoopback()))));
    }
}
