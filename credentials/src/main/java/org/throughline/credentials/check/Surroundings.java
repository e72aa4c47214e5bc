package org.throughline.credentials.check;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.load.CompetencyResolver;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.StolenKeys;

/**
 * What a verification is made with.
 *
 * @param now  the moment for which the question is asked
 * @param documents  where documents of others come from, within this verification's budget
 * @param competencies  where alignments are looked up; null where nobody can tell
 * @param stolenKeys  keys that were reported, as far as it is known here
 * @param statusLists  the lists read so far in this verification
 * @param recipients  how the verifier knows the person whose it should be; empty where they do not ask
 * @param request  what the verifier asked whoever shows it
 * @param registries  who is asked whether they know the issuer
 * @param rereading  how much was read again under older contexts so far
 * @param nested  the same road for what the document leads to
 */
public record Surroundings(
        ApprovedContexts contexts,
        Instant now,
        DocumentLoader documents,
        @Nullable CompetencyResolver competencies,
        StolenKeys stolenKeys,
        StatusLists statusLists,
        Set<String> recipients,
        PresentationRequest request,
        Registries registries,
        Rereading rereading,
        NestedVerification nested) {}
