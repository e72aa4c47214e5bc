-- Webhooks: an organization is told what was done for it. Events follow the log in its order; what is told waits here until it arrived.
CREATE TABLE access.webhook (
    id           uuid PRIMARY KEY,
    organization uuid        NOT NULL,
    url          text        NOT NULL,
    events       text[]      NOT NULL CHECK (cardinality(events) > 0), -- first words of actions; * for all
    state        text        NOT NULL CHECK (state IN ('ACTIVE', 'PAUSED', 'DISABLED')),
    failures     int         NOT NULL DEFAULT 0,  -- attempts that failed since the last that arrived
    secret       uuid        NOT NULL,            -- in custody.secret
    older_secret uuid,
    older_until  timestamptz,
    made_by      text        NOT NULL,
    created_at   timestamptz NOT NULL,
    disabled_at  timestamptz
);
CREATE INDEX webhook_of_organization ON access.webhook (organization);

CREATE TABLE access.delivery (
    id         text PRIMARY KEY,                  -- webhook-id: the same in every attempt and replay
    webhook    uuid        NOT NULL REFERENCES access.webhook ON DELETE CASCADE,
    place      bigint,                            -- in the log; null for a test
    event      text        NOT NULL,
    subject    text        NOT NULL,
    actor      text        NOT NULL,
    body       text        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('WAITING', 'DELIVERED', 'DEAD', 'CANCELLED')),
    attempts   int         NOT NULL DEFAULT 0,    -- since it was last begun anew
    next_at    timestamptz NOT NULL,
    dead_after timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (webhook, place)
);
CREATE INDEX delivery_waits ON access.delivery (next_at) WHERE state = 'WAITING';
CREATE INDEX delivery_of_webhook ON access.delivery (webhook, created_at DESC);

CREATE TABLE access.attempt (
    delivery text        NOT NULL REFERENCES access.delivery ON DELETE CASCADE,
    at       timestamptz NOT NULL,
    status   int,                                 -- of HTTP; null where there was no answer
    outcome  text        NOT NULL,                -- a word for it
    millis   int         NOT NULL
);
CREATE INDEX attempt_of_delivery ON access.attempt (delivery, at DESC);

-- How far the log was read.
CREATE TABLE access.log_read (
    reader text PRIMARY KEY,
    next   bigint NOT NULL
);

ALTER TABLE access.webhook ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON access.webhook
    USING ((SELECT house.everything()) OR organization = ANY ((SELECT house.organizations())::uuid[]));
ALTER TABLE access.delivery ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON access.delivery
    USING ((SELECT house.everything()) OR EXISTS (SELECT 1 FROM access.webhook w WHERE w.id = webhook));
ALTER TABLE access.attempt ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON access.attempt
    USING ((SELECT house.everything()) OR EXISTS (SELECT 1 FROM access.delivery d WHERE d.id = delivery));
ALTER TABLE access.log_read ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON access.log_read USING ((SELECT house.everything()));
