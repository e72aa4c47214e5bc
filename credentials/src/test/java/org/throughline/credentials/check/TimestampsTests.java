package org.throughline.credentials.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimestampsTests {

    @Test
    void readsWhatXmlSchemaCallsADateTimeStamp() {
        assertThat(Timestamps.read("2026-01-31T12:00:00Z")).contains(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(Timestamps.read("2026-01-31T12:00:00+14:00")).contains(Instant.parse("2026-01-30T22:00:00Z"));
        assertThat(Timestamps.read("2026-01-31T12:00:00-00:00")).contains(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(Timestamps.read("2026-01-31T12:00:00.5Z")).contains(Instant.parse("2026-01-31T12:00:00.5Z"));
        assertThat(Timestamps.read("2026-01-31T12:00:00.123456789999Z"))
                .contains(Instant.parse("2026-01-31T12:00:00.123456789Z"));
        assertThat(Timestamps.read("2026-12-31T24:00:00Z")).contains(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(Timestamps.read("2026-12-31T24:00:00.000+01:00")).contains(Instant.parse("2026-12-31T23:00:00Z"));
    }

    @Test
    void readsNothingElse() {
        for (String bad : List.of(
                "",
                "2026-01-31",
                "2026-01-31T12:00:00",
                "2026-01-31T12:00Z",
                "2026-01-31 12:00:00Z",
                "2026-01-31t12:00:00z",
                "2026-02-30T12:00:00Z",
                "2026-01-31T24:00:01Z",
                "2026-01-31T24:01:00Z",
                "2026-01-31T24:00:00.1Z",
                "2026-01-31T25:00:00Z",
                "2016-12-31T23:59:60Z",
                "2026-01-31T12:00:00.Z",
                "2026-01-31T12:00:00,5Z",
                "2026-01-31T12:00:00+14:01",
                "2026-01-31T12:00:00+15:00",
                "2026-01-31T12:00:00+0100",
                "2026-01-31T12:00:00ZZ",
                "12026-01-31T12:00:00Z",
                "٢٠٢٦-01-31T12:00:00Z")) {
            assertThat(Timestamps.read(bad)).as(bad).isEmpty();
        }
    }
}
