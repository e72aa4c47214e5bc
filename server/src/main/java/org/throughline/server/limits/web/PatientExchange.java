package org.throughline.server.limits.web;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.throughline.server.limits.web.PatientProtocol.Patience;

/** Reads the requests of one connection after the other, each within its time. */
final class PatientExchange extends Http11Processor {
    /** The attribute of a request whose body did not come in time. */
    static final String TOO_SLOW = PatientExchange.class.getName() + ".tooSlow";

    /** How long the reader itself has to say so before the connection is told that nothing more will come. */
    private static final long GRACE = Duration.ofSeconds(1).toNanos();

    private final PatientProtocol protocol;
    private final Patience patience;
    private volatile long received;
    private volatile long receivedOf;

    PatientExchange(PatientProtocol protocol, Adapter adapter, Patience patience) {
        super(protocol, adapter);
        this.protocol = protocol;
        this.patience = patience;
        request.setInputBuffer(new Body(request.getInputBuffer()));
    }

    /** Whether the request that is being read, head or body, should be here by now. For whoever looks from outside. */
    boolean isOverdue(long now) {
        long began = request.getStartTimeNanos();
        return began > 0
                && now - end(began) > GRACE
                && !isRequestBodyFullyRead()
                && request.getStartTimeNanos() == began;
    }

    @Override
    public SocketState service(SocketWrapperBase<?> connection) throws IOException {
        protocol.begins(connection, this);
        try {
            return super.service(connection);
        } finally {
            protocol.ends(connection);
        }
    }

    private long end(long began) {
        return began + patience.with(receivedOf == began ? received : 0).toNanos();
    }

    /** The body of the request, which has to arrive by the end of its time. */
    private final class Body implements InputBuffer {
        private final InputBuffer source;

        Body(InputBuffer source) {
            this.source = source;
        }

        @Override
        public int doRead(ApplicationBufferHandler into) throws IOException {
            long began = request.getStartTimeNanos();
            if (receivedOf != began) {
                received = 0;
                receivedOf = began;
            }
            SocketWrapperBase<?> connection = getSocketWrapper();
            long usual = connection.getReadTimeout();
            connection.setReadTimeout(untilTheEnd(began, usual));
            try {
                int bytes = source.doRead(into);
                received += Math.max(0, bytes);
                return bytes;
            } catch (SocketTimeoutException late) {
                throw tooSlow(late);
            } finally {
                connection.setReadTimeout(usual);
            }
        }

        @Override
        public int available() {
            return source.available();
        }

        private long untilTheEnd(long began, long usual) throws SocketTimeoutException {
            long left = Duration.ofNanos(end(began) - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw tooSlow(new SocketTimeoutException());
            }
            return usual > 0 ? Math.min(usual, left) : left;
        }

        /** What is still to come is not waited for: the connection ends with the answer. */
        private SocketTimeoutException tooSlow(SocketTimeoutException late) {
            request.setAttribute(TOO_SLOW, Boolean.TRUE);
            disableSwallowRequest();
            return late;
        }
    }
}
