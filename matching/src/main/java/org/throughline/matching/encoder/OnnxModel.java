package org.throughline.matching.encoder;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A model in ONNX, run by ONNX Runtime on the processor. Its inputs are among {@code input_ids}, {@code attention_mask} and
 * {@code token_type_ids}; its first output is one vector per text, or one per token, of which the mean is taken.
 *
 * <p>The only class that knows ONNX Runtime: it is loaded by {@link EncoderDirectory}, which finds that library first.
 */
public final class OnnxModel implements TokenModel {
    private static final String TOKENS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";
    private static final Set<String> KNOWN = Set.of(TOKENS, MASK, TYPES);

    private final OrtEnvironment environment;
    private final OrtSession session;

    /** Loads a model; {@link UnusableEncoder} for what is none, or has other inputs and outputs. */
    public OnnxModel(byte[] model) throws UnusableEncoder {
        this.environment = OrtEnvironment.getEnvironment();
        try {
            this.session = open(environment, model);
        } catch (OrtException e) {
            throw new UnusableEncoder("model.onnx is no ONNX model that can be loaded: " + e.getMessage(), e);
        }
    }

    private static OrtSession open(OrtEnvironment environment, byte[] model) throws OrtException, UnusableEncoder {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1); // several statements are asked about at once already
            OrtSession session = environment.createSession(model, options);
            try {
                demandUsable(session);
                return session;
            } catch (OrtException | UnusableEncoder e) {
                session.close();
                throw e;
            }
        }
    }

    private static void demandUsable(OrtSession session) throws OrtException, UnusableEncoder {
        Set<String> inputs = session.getInputNames();
        if (!inputs.contains(TOKENS) || !KNOWN.containsAll(inputs)) {
            throw new UnusableEncoder("model.onnx takes " + inputs
                    + "; an encoder of texts takes input_ids, and perhaps attention_mask and token_type_ids");
        }
        for (NodeInfo input : session.getInputInfo().values()) {
            if (!(input.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.INT64) {
                throw new UnusableEncoder("model.onnx takes " + input + "; expected numbers of tokens (int64)");
            }
        }
        NodeInfo output = session.getOutputInfo().values().iterator().next();
        if (!(output.getInfo() instanceof TensorInfo tensor)
                || tensor.type != OnnxJavaType.FLOAT
                || tensor.getShape().length < 2
                || tensor.getShape().length > 3) {
            throw new UnusableEncoder(
                    "model.onnx gives " + output + "; expected vectors of floats, one per text or one per token");
        }
    }

    @Override
    public float[][] vectors(long[][] tokens, long[][] mask) {
        Map<String, OnnxTensor> given = new HashMap<>();
        try {
            for (String input : session.getInputNames()) {
                given.put(
                        input,
                        OnnxTensor.createTensor(
                                environment,
                                switch (input) {
                                    case TOKENS -> tokens;
                                    case MASK -> mask;
                                    default -> new long[tokens.length][tokens[0].length];
                                }));
            }
            try (OrtSession.Result result = session.run(given)) {
                Object value = result.get(0).getValue();
                return value instanceof float[][] pooled ? pooled : means((float[][][]) value, mask);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("the encoder failed", e);
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    private static float[][] means(float[][][] perToken, long[][] mask) {
        float[][] means = new float[perToken.length][];
        for (int row = 0; row < perToken.length; row++) {
            float[] mean = new float[perToken[row][0].length];
            for (int place = 0; place < perToken[row].length; place++) {
                if (mask[row][place] == 1) {
                    for (int k = 0; k < mean.length; k++) {
                        mean[k] += perToken[row][place][k];
                    }
                }
            }
            means[row] = mean; // its length does not count
        }
        return means;
    }
}
