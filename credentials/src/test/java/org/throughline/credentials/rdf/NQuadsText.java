package org.throughline.credentials.rdf;

import com.apicatalog.rdf.api.RdfConsumerException;
import com.apicatalog.rdf.api.RdfQuadConsumer;
import com.apicatalog.rdf.nquads.NQuadsReader;
import com.apicatalog.rdf.nquads.NQuadsReaderException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads N-Quads with the library's reader. */
public final class NQuadsText {

    private NQuadsText() {}

    /** The statements of the text. */
    public static Dataset read(String nquads) throws NQuadsReaderException, RdfConsumerException {
        Filling filling = new Filling();
        new NQuadsReader(new StringReader(nquads)).provide(filling);
        return filling.dataset;
    }

    private static final class Filling implements RdfQuadConsumer {
        private final Dataset dataset = new Dataset();
        private final Map<String, BlankNode> nodes = new HashMap<>();

        @Override
        public RdfQuadConsumer quad(
                String subject,
                String predicate,
                String object,
                @Nullable String datatype,
                @Nullable String language,
                @Nullable String direction,
                @Nullable String graph) {
            RdfTerm value = language != null
                    ? RdfTerm.Written.inLanguage(object, language)
                    : datatype != null ? RdfTerm.Written.literal(object, datatype) : resource(object);
            dataset.add(
                    resource(subject), RdfTerm.Written.iri(predicate), value, graph == null ? null : resource(graph));
            return this;
        }

        private RdfTerm resource(String text) {
            return text.startsWith("_:")
                    ? nodes.computeIfAbsent(text.substring(2), BlankNode::new)
                    : RdfTerm.Written.iri(text);
        }
    }
}
