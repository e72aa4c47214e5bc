-- Files of organizations are larger than a value should be: they lie in pieces, which any server writes and hands out one at a time.
CREATE TABLE portability.export_piece (
    export uuid  NOT NULL REFERENCES portability.export ON DELETE CASCADE,
    number int   NOT NULL,
    bytes  bytea NOT NULL,
    PRIMARY KEY (export, number)
);
INSERT INTO portability.export_piece (export, number, bytes) SELECT id, 0, file FROM portability.export WHERE file IS NOT NULL;
ALTER TABLE portability.export DROP COLUMN file;

CREATE TABLE portability.incoming_piece (
    incoming uuid  NOT NULL REFERENCES portability.incoming ON DELETE CASCADE,
    number   int   NOT NULL,
    bytes    bytea NOT NULL,
    PRIMARY KEY (incoming, number)
);
DELETE FROM portability.incoming;
ALTER TABLE portability.incoming DROP COLUMN file;

ALTER TABLE portability.export_piece ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON portability.export_piece
    USING ((SELECT house.everything()) OR EXISTS (SELECT FROM portability.export e WHERE e.id = export));
ALTER TABLE portability.incoming_piece ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON portability.incoming_piece
    USING ((SELECT house.everything()) OR EXISTS (SELECT FROM portability.incoming i WHERE i.id = incoming));
