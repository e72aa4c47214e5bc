-- The tree holds fingerprints and signed roots, no tenant's rows: anybody may read it, only the house's sequencer adds to it. The queue and
-- the key that signs are the house's alone.
ALTER TABLE audit.leaf ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON audit.leaf FOR SELECT USING (true);
CREATE POLICY added ON audit.leaf FOR INSERT WITH CHECK ((SELECT house.everything()));
ALTER TABLE audit.node ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON audit.node FOR SELECT USING (true);
CREATE POLICY added ON audit.node FOR INSERT WITH CHECK ((SELECT house.everything()));
ALTER TABLE audit.checkpoint ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON audit.checkpoint FOR SELECT USING (true);
CREATE POLICY added ON audit.checkpoint FOR INSERT WITH CHECK ((SELECT house.everything()));
ALTER TABLE audit.pending ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON audit.pending USING ((SELECT house.everything()));
ALTER TABLE custody.log_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON custody.log_key USING ((SELECT house.everything()));
