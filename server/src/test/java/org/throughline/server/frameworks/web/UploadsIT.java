package org.throughline.server.frameworks.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

/** Large forms over a bare connection, so that it is seen what is answered before anything of them was sent. */
@ServerTest
class UploadsIT {
    private static final String FORM = "Content-Type: multipart/form-data; boundary=x";
    private final RunningServer server;

    UploadsIT(RunningServer server) {
        this.server = server;
    }

    @Test
    void aStrangerIsAskedToSignInBeforeAnythingOfALargeFormIsRead() throws Exception {
        String page = answer("/frameworks/import", FORM, "Content-Length: 60000000", "Accept: text/html");
        assertThat(page).startsWith("HTTP/1.1 302").contains("/sign-in").containsIgnoringCase("Connection: close");

        String json = answer("/frameworks/import", FORM, "Content-Length: 60000000", "Accept: application/json");
        assertThat(json).startsWith("HTTP/1.1 401").contains("signed in");
    }

    @Test
    void whatIsTooLargeIsRefusedByWhatItSaysOfItsLengthAndTheLimitIsNamed() throws Exception {
        String page = answer("/frameworks/import", FORM, "Content-Length: 70000000", "Accept: text/html");
        assertThat(page)
                .startsWith("HTTP/1.1 413")
                .contains("70 MB", "files of up to 64 MiB", "Content-Security-Policy");

        String json = answer("/frameworks/import", FORM, "Content-Length: 70000000", "Accept: application/json");
        assertThat(json).startsWith("HTTP/1.1 413").contains("payload-too-large", "files of up to 64 MiB");
    }

    @Test
    void otherFormsKeepTheirUsualLimit() throws Exception {
        for (String path : Arrays.asList("/verify", "/issuing/new", "/organizations/import", "/nowhere")) {
            assertThat(answer(path, FORM, "Content-Length: 23000000", "Accept: application/json"))
                    .as(path)
                    .startsWith("HTTP/1.1 413")
                    .contains("files of up to 20 MB");
        }
    }

    @Test
    void aFormThatDoesNotSayItsLengthIsNotRead() throws Exception {
        assertThat(answer("/verify", FORM, "Transfer-Encoding: chunked", "Accept: application/json"))
                .startsWith("HTTP/1.1 400")
                .contains("Content-Length");
    }

    /** What comes back when only the head of a request is sent. */
    private String answer(String path, String... headers) throws IOException {
        try (Socket socket = new Socket("localhost", server.at("/").getPort())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: localhost:"
                                    + server.at("/").getPort() + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            byte[] some = new byte[8192];
            try {
                for (int read = in.read(some); read >= 0; read = in.read(some)) {
                    answer.write(some, 0, read);
                    socket.setSoTimeout(1_000); // the container waits for what was announced before it hangs up
                }
            } catch (SocketTimeoutException e) {
                assertThat(answer.size()).as("what was answered at " + path).isPositive();
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
