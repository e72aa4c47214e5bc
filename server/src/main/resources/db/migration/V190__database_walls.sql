-- The second wall between tenants: row-level security on every table of every room, whatever the code above asks for. The server's role
-- owns nothing, so the policies hold it; whoever migrates owns the tables and passes them. In each policy the house (workers, start-up,
-- look-ups before sign-in) sees everything; a person sees their own rows and their organizations'; everybody sees what was published.

-- Whether one of the person's organizations employs people. Runs as the owner: it is asked inside policies.
CREATE FUNCTION house.employs() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS
$$ SELECT EXISTS (SELECT FROM organizations.organization
                  WHERE id = ANY (house.organizations()) AND kind = 'EMPLOYER') $$;

-- Whether the person runs this installation.
CREATE FUNCTION house.administrator() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS
$$ SELECT EXISTS (SELECT FROM organizations.person WHERE id = house.person() AND administrator) $$;

-- The partnerships in which one of the person's organizations takes part, or is asked to.
CREATE FUNCTION partnerships.mine() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS
$$ SELECT coalesce(array_agg(id), '{}') FROM (
       SELECT id FROM partnerships.partnership WHERE convener = ANY (house.organizations())
       UNION SELECT unnest(partnerships.known())) AS mine $$;

-- What the person's partnerships have in scope, of one kind.
CREATE FUNCTION partnerships.in_scope(wanted text) RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS
$$ SELECT coalesce(array_agg(subject), '{}') FROM partnerships.scope
   WHERE kind = wanted AND partnership = ANY (partnerships.joined()) $$;

-- The crosswalks behind which one of the person's organizations stands: as their owner, as the owner of one of the two frameworks, or as a
-- member of a partnership that shares them.
CREATE FUNCTION alignment.behind() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS
$$ SELECT coalesce(array_agg(c.id), '{}') FROM alignment.crosswalks c
   WHERE c.owner = ANY (house.organizations()) OR c.id = ANY (partnerships.shared())
      OR EXISTS (SELECT FROM frameworks.documents d
                 WHERE d.identifier IN (c.requirements, c.outcomes) AND d.owner = ANY (house.organizations())) $$;

-- The frameworks that stand in a crosswalk which the person may read.
CREATE FUNCTION alignment.frameworks() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = '' AS
$$ SELECT coalesce(array_agg(f), '{}') FROM alignment.crosswalks c, unnest(ARRAY[c.requirements, c.outcomes]) AS f
   WHERE c.published OR c.id = ANY (alignment.behind()) OR c.id = ANY (partnerships.in_scope('crosswalk')) $$;

-- audit: everybody's acts are added; an organization and a person read what concerns them.
ALTER TABLE audit.entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY adding ON audit.entry FOR INSERT WITH CHECK (true);
CREATE POLICY reach ON audit.entry FOR SELECT USING ((SELECT house.everything())
    OR organization = ANY ((SELECT house.organizations())::text[])
    OR actor = (SELECT house.person())::text OR subject = (SELECT house.person())::text);

-- custody
ALTER TABLE custody.issuer_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON custody.issuer_key USING ((SELECT house.everything())
    OR organization = ANY ((SELECT house.organizations())::uuid[]));

-- organizations: their profiles are public; people are known to themselves and to those who have to do with them.
ALTER TABLE organizations.organization ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON organizations.organization FOR SELECT USING (true);
CREATE POLICY reach ON organizations.organization USING ((SELECT house.everything())
    OR id = ANY ((SELECT house.organizations())::uuid[]) OR (SELECT house.administrator()));

ALTER TABLE organizations.membership ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON organizations.membership FOR SELECT USING (person = (SELECT house.person()));
CREATE POLICY reach ON organizations.membership USING ((SELECT house.everything())
    OR organization = ANY ((SELECT house.organizations())::uuid[]) OR (SELECT house.administrator()));

ALTER TABLE organizations.person ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON organizations.person USING ((SELECT house.everything()) OR id = (SELECT house.person()));
CREATE POLICY administrators ON organizations.person FOR SELECT USING ((SELECT house.administrator()));
CREATE POLICY colleagues ON organizations.person FOR SELECT USING (EXISTS (
    SELECT FROM organizations.membership m
    WHERE m.person = person.id AND m.organization = ANY ((SELECT house.organizations())::uuid[])));
CREATE POLICY recipients ON organizations.person FOR SELECT USING (EXISTS (
    SELECT FROM issuing.credential c
    WHERE c.recipient = person.id AND c.organization = ANY ((SELECT house.organizations())::uuid[])));
CREATE POLICY partners ON organizations.person FOR SELECT USING (id = ANY ((SELECT partnerships.people())::uuid[]));
CREATE POLICY found ON organizations.person FOR SELECT USING (EXISTS (
    SELECT FROM records.consent c
    WHERE c.person = person.id AND c.show_name AND (c.employer = ANY ((SELECT house.organizations())::uuid[])
        OR c.employer IS NULL AND (SELECT house.employs()))));

ALTER TABLE organizations.one_time_link ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON organizations.one_time_link USING ((SELECT house.everything()));

-- frameworks
ALTER TABLE frameworks.documents ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON frameworks.documents FOR SELECT USING (published
    OR identifier = ANY ((SELECT alignment.frameworks())::uuid[])
    OR identifier = ANY ((SELECT partnerships.in_scope('framework'))::uuid[]));
CREATE POLICY reach ON frameworks.documents USING ((SELECT house.everything())
    OR owner = ANY ((SELECT house.organizations())::uuid[]));

ALTER TABLE frameworks.items ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON frameworks.items FOR SELECT USING (EXISTS (
    SELECT FROM frameworks.documents d WHERE d.identifier = framework));
CREATE POLICY reach ON frameworks.items USING ((SELECT house.everything()) OR EXISTS (
    SELECT FROM frameworks.documents d WHERE d.identifier = framework AND d.owner = ANY ((SELECT house.organizations())::uuid[])));

ALTER TABLE frameworks.associations ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON frameworks.associations FOR SELECT USING (EXISTS (
    SELECT FROM frameworks.documents d WHERE d.identifier = framework));
CREATE POLICY reach ON frameworks.associations USING ((SELECT house.everything()) OR EXISTS (
    SELECT FROM frameworks.documents d WHERE d.identifier = framework AND d.owner = ANY ((SELECT house.organizations())::uuid[])));

ALTER TABLE frameworks.placements ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON frameworks.placements FOR SELECT USING (EXISTS (
    SELECT FROM frameworks.documents d WHERE d.identifier = framework));
CREATE POLICY reach ON frameworks.placements USING ((SELECT house.everything()) OR EXISTS (
    SELECT FROM frameworks.documents d WHERE d.identifier = framework AND d.owner = ANY ((SELECT house.organizations())::uuid[])));

ALTER TABLE frameworks.pending_imports ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON frameworks.pending_imports USING ((SELECT house.everything()) OR by_person = (SELECT house.person()))
    WITH CHECK ((SELECT house.everything())
        OR by_person = (SELECT house.person()) AND owner = ANY ((SELECT house.organizations())::uuid[]));

-- A citation is seen by whoever may see what cites: it bears its title.
ALTER TABLE frameworks.citations ADD COLUMN subject uuid
    GENERATED ALWAYS AS (substring(href FROM '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}')::uuid) STORED;
ALTER TABLE frameworks.citations ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON frameworks.citations USING ((SELECT house.everything())
    OR kind = 'achievement'
    OR kind = 'alignment' AND EXISTS (SELECT FROM alignment.crosswalks c WHERE c.id = subject)
    OR kind = 'talent-need' AND EXISTS (SELECT FROM talent.job_profile p WHERE p.id = subject AND p.latest));

-- records: a person's own; an employer's where the person agreed to be found by it.
ALTER TABLE records.held_credential ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON records.held_credential USING ((SELECT house.everything()) OR holder = (SELECT house.person()));
CREATE POLICY found ON records.held_credential FOR SELECT USING (EXISTS (
    SELECT FROM records.consent c
    WHERE c.person = holder AND (c.employer = ANY ((SELECT house.organizations())::uuid[])
        OR c.employer IS NULL AND (SELECT house.employs()))));

ALTER TABLE records.competency ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON records.competency USING ((SELECT house.everything()) OR EXISTS (
    SELECT FROM records.held_credential h WHERE h.id = credential AND h.holder = (SELECT house.person())));
CREATE POLICY found ON records.competency FOR SELECT USING (EXISTS (
    SELECT FROM records.held_credential h WHERE h.id = credential));

ALTER TABLE records.status_reference ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON records.status_reference USING ((SELECT house.everything()) OR EXISTS (
    SELECT FROM records.held_credential h WHERE h.id = credential AND h.holder = (SELECT house.person())));

ALTER TABLE records.part ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON records.part USING ((SELECT house.everything()) OR EXISTS (
    SELECT FROM records.held_credential h WHERE h.id = clr AND h.holder = (SELECT house.person())));
CREATE POLICY found ON records.part FOR SELECT USING (EXISTS (
    SELECT FROM records.held_credential h WHERE h.id = clr));

ALTER TABLE records.consent ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON records.consent USING ((SELECT house.everything()) OR person = (SELECT house.person()));
CREATE POLICY found ON records.consent FOR SELECT USING (employer = ANY ((SELECT house.organizations())::uuid[])
    OR employer IS NULL AND (SELECT house.employs()));

ALTER TABLE records.share ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON records.share USING ((SELECT house.everything()) OR person = (SELECT house.person()));

ALTER TABLE records.share_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON records.share_item USING ((SELECT house.everything()) OR EXISTS (
    SELECT FROM records.share s WHERE s.id = share AND s.person = (SELECT house.person())));

-- programs: what an organization awards is public, because credentials cite it.
ALTER TABLE programs.achievements ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON programs.achievements FOR SELECT USING (true);
CREATE POLICY reach ON programs.achievements USING ((SELECT house.everything())
    OR organization = ANY ((SELECT house.organizations())::uuid[]));

ALTER TABLE programs.achievement_items ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON programs.achievement_items FOR SELECT USING (true);
CREATE POLICY reach ON programs.achievement_items USING ((SELECT house.everything()) OR EXISTS (
    SELECT FROM programs.achievements a WHERE a.id = achievement AND a.organization = ANY ((SELECT house.organizations())::uuid[])));

-- alignment: a crosswalk belongs to both of its sides; published ones are read by everybody.
ALTER TABLE alignment.crosswalks ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON alignment.crosswalks FOR SELECT USING (published
    OR id = ANY ((SELECT partnerships.in_scope('crosswalk'))::uuid[]));
CREATE POLICY reach ON alignment.crosswalks USING ((SELECT house.everything())
    OR owner = ANY ((SELECT house.organizations())::uuid[])
    OR id = ANY ((SELECT alignment.behind())::uuid[]));

ALTER TABLE alignment.suggestions ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON alignment.suggestions FOR SELECT USING (EXISTS (
    SELECT FROM alignment.crosswalks c WHERE c.id = crosswalk));
CREATE POLICY reach ON alignment.suggestions USING ((SELECT house.everything()) OR EXISTS (
    SELECT FROM alignment.crosswalks c WHERE c.id = crosswalk AND c.owner = ANY ((SELECT house.organizations())::uuid[])));

ALTER TABLE alignment.decisions ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON alignment.decisions FOR SELECT USING (EXISTS (
    SELECT FROM alignment.crosswalks c WHERE c.id = crosswalk));
CREATE POLICY reach ON alignment.decisions USING ((SELECT house.everything())
    OR crosswalk = ANY ((SELECT alignment.behind())::uuid[]));

ALTER TABLE alignment.pairs ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON alignment.pairs FOR SELECT USING (EXISTS (
    SELECT FROM alignment.crosswalks c WHERE c.id = crosswalk));
CREATE POLICY reach ON alignment.pairs USING ((SELECT house.everything())
    OR crosswalk = ANY ((SELECT alignment.behind())::uuid[]));

-- issuing: the issuer's; status lists are public.
ALTER TABLE issuing.status_list ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON issuing.status_list FOR SELECT USING (true);
CREATE POLICY reach ON issuing.status_list USING ((SELECT house.everything())
    OR organization = ANY ((SELECT house.organizations())::uuid[]));

ALTER TABLE issuing.status_index ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON issuing.status_index USING ((SELECT house.everything()) OR EXISTS (
    SELECT FROM issuing.status_list l WHERE l.id = list AND l.organization = ANY ((SELECT house.organizations())::uuid[])));

ALTER TABLE issuing.batch ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON issuing.batch USING ((SELECT house.everything())
    OR organization = ANY ((SELECT house.organizations())::uuid[]));

ALTER TABLE issuing.batch_achievement ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON issuing.batch_achievement USING ((SELECT house.everything()) OR EXISTS (
    SELECT FROM issuing.batch b WHERE b.id = batch));

ALTER TABLE issuing.batch_alignment ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON issuing.batch_alignment USING ((SELECT house.everything()) OR EXISTS (
    SELECT FROM issuing.batch b WHERE b.id = batch));

ALTER TABLE issuing.left_out ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON issuing.left_out USING ((SELECT house.everything()) OR EXISTS (
    SELECT FROM issuing.batch b WHERE b.id = batch));

ALTER TABLE issuing.credential ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON issuing.credential USING ((SELECT house.everything())
    OR organization = ANY ((SELECT house.organizations())::uuid[]));

-- talent: needs are their employer's until they are published; what people hold is theirs, and seen by whom they let find them.
ALTER TABLE talent.job_profile ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON talent.job_profile FOR SELECT USING (published);
CREATE POLICY reach ON talent.job_profile USING ((SELECT house.everything())
    OR employer = ANY ((SELECT house.organizations())::uuid[]));

ALTER TABLE talent.requirement ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON talent.requirement FOR SELECT USING (EXISTS (
    SELECT FROM talent.job_profile p WHERE p.id = profile AND p.version = requirement.version));
CREATE POLICY reach ON talent.requirement USING ((SELECT house.everything()) OR EXISTS (
    SELECT FROM talent.job_profile p WHERE p.id = profile AND p.version = requirement.version
        AND p.employer = ANY ((SELECT house.organizations())::uuid[])));

ALTER TABLE talent.visibility ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON talent.visibility USING ((SELECT house.everything()) OR person = (SELECT house.person()));
CREATE POLICY found ON talent.visibility FOR SELECT USING (employer = ANY ((SELECT house.organizations())::uuid[])
    OR employer IS NULL AND (SELECT house.employs()));

ALTER TABLE talent.holding ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON talent.holding USING ((SELECT house.everything()) OR person = (SELECT house.person()));
CREATE POLICY found ON talent.holding FOR SELECT USING (EXISTS (
    SELECT FROM talent.visibility v WHERE v.person = holding.person));

ALTER TABLE talent.candidate ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON talent.candidate USING ((SELECT house.everything())
    OR employer = ANY ((SELECT house.organizations())::uuid[]));

-- partnerships: their members.
ALTER TABLE partnerships.partnership ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON partnerships.partnership USING ((SELECT house.everything())
    OR convener = ANY ((SELECT house.organizations())::uuid[]) OR id = ANY ((SELECT partnerships.mine())::uuid[]));

ALTER TABLE partnerships.member ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON partnerships.member USING ((SELECT house.everything())
    OR partnership = ANY ((SELECT partnerships.mine())::uuid[]));

ALTER TABLE partnerships.scope ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON partnerships.scope USING ((SELECT house.everything())
    OR partnership = ANY ((SELECT partnerships.joined())::uuid[]));

-- demo
ALTER TABLE demo.chapter ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach ON demo.chapter USING ((SELECT house.everything()));
