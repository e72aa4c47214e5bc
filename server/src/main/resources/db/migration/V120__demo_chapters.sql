-- Which chapters of the demo's story were told to their end. Empty outside the demo.
CREATE SCHEMA demo;

CREATE TABLE demo.chapter (
    key     text        PRIMARY KEY,
    outcome text        NOT NULL,
    told_at timestamptz NOT NULL
);
