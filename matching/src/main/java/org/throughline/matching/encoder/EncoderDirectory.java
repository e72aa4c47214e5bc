package org.throughline.matching.encoder;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.matching.TextEncoder;

/**
 * A directory with an encoder of texts: {@code model.onnx} (BERT-like: tokens in, vectors out), {@code vocab.txt} (its pieces of words) and, where
 * ONNX Runtime is not on the class path, its jar from Maven Central ({@code onnxruntime-….jar}), which is too large to be shipped with
 * everything else.
 */
public final class EncoderDirectory {
    private static final long LARGEST_MODEL = 1L << 30;
    private static final int MOST_PIECES = 500_000;
    private static final int MOST_TOKENS = 128;
    private static final String MODEL = "org.throughline.matching.encoder.OnnxModel";

    private EncoderDirectory() {}

    /** Loads it; {@link UnusableEncoder} where something is missing or is not what it should be. */
    public static TextEncoder open(Path directory) throws UnusableEncoder {
        Path model = demand(directory, "model.onnx");
        Path vocabulary = demand(directory, "vocab.txt");
        try {
            if (Files.size(model) > LARGEST_MODEL) {
                throw new UnusableEncoder(
                        model + " has " + Files.size(model) + " bytes; at most " + LARGEST_MODEL + " are loaded");
            }
            byte[] bytes = Files.readAllBytes(model);
            List<String> pieces = pieces(vocabulary);
            return new Encoder(new WordPieces(pieces), load(bytes, directory), version(bytes, pieces));
        } catch (IOException e) {
            throw new UnusableEncoder(directory + " can't be read: " + e.getMessage(), e);
        }
    }

    private static Path demand(Path directory, String name) throws UnusableEncoder {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new UnusableEncoder(directory + " holds no " + name
                    + "; expected a directory with model.onnx, vocab.txt and onnxruntime-….jar");
        }
        return file;
    }

    private static List<String> pieces(Path vocabulary) throws IOException, UnusableEncoder {
        try {
            List<String> pieces = Files.readAllLines(vocabulary, StandardCharsets.UTF_8);
            if (pieces.size() > MOST_PIECES) {
                throw new UnusableEncoder(vocabulary + " has " + pieces.size() + " lines; at most " + MOST_PIECES);
            }
            return pieces;
        } catch (MalformedInputException e) {
            throw new UnusableEncoder(vocabulary + " is no text in UTF-8", e);
        }
    }

    private static String version(byte[] model, List<String> pieces) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(model);
            pieces.forEach(piece -> digest.update((piece + "\n").getBytes(StandardCharsets.UTF_8)));
            return "encoder-" + HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static TokenModel load(byte[] model, Path directory) throws UnusableEncoder, IOException {
        ClassLoader own = EncoderDirectory.class.getClassLoader();
        try {
            Class.forName("ai.onnxruntime.OrtEnvironment", false, own);
            return load(model, own, "ONNX Runtime");
        } catch (ClassNotFoundException e) {
            Path jar = jar(directory);
            RuntimeBeside beside = new RuntimeBeside(jar.toUri().toURL(), own);
            try {
                // it stays open as long as the model: classes are found when they are needed
                return load(model, beside, "ONNX Runtime of " + jar);
            } catch (UnusableEncoder unusable) {
                beside.close();
                throw unusable;
            }
        }
    }

    private static TokenModel load(byte[] model, ClassLoader loader, String name) throws UnusableEncoder {
        try {
            return (TokenModel)
                    loader.loadClass(MODEL).getConstructor(byte[].class).newInstance((Object) model);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof UnusableEncoder unusable) {
                throw unusable;
            }
            throw new UnusableEncoder(name + " can't be started here: " + e.getCause(), e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new UnusableEncoder(name + " can't be loaded: " + e, e);
        }
    }

    private static Path jar(Path directory) throws UnusableEncoder, IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> jars = files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith("onnxruntime") && name.endsWith(".jar");
                    })
                    .sorted()
                    .toList();
            if (jars.isEmpty()) {
                throw new UnusableEncoder(
                        directory
                                + " holds no onnxruntime-….jar; take it from Maven Central (com.microsoft.onnxruntime:onnxruntime) and put it beside the model");
            }
            if (jars.size() > 1) {
                throw new UnusableEncoder(directory + " holds "
                        + jars.stream().map(jar -> jar.getFileName().toString()).collect(Collectors.joining(", "))
                        + "; expected one of them");
            }
            return jars.getFirst();
        }
    }

    /** Finds ONNX Runtime in its jar, and defines the one class that knows it anew, so that it sees it. */
    private static final class RuntimeBeside extends URLClassLoader {
        RuntimeBeside(URL jar, ClassLoader parent) {
            super(new URL[] {jar}, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(MODEL)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                @Nullable Class<?> known = findLoadedClass(name);
                return known != null ? known : own();
            }
        }

        private Class<?> own() throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(MODEL.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(MODEL);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(MODEL, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(MODEL, e);
            }
        }
    }

    /** Pieces, network, and all scaled to length 1. */
    private static final class Encoder implements TextEncoder {
        private final WordPieces pieces;
        private final TokenModel model;
        private final String version;

        Encoder(WordPieces pieces, TokenModel model, String version) {
            this.pieces = pieces;
            this.model = model;
            this.version = version;
        }

        @Override
        public List<float[]> encode(List<String> texts) {
            if (texts.isEmpty()) {
                return List.of();
            }
            List<List<Integer>> numbers = texts.stream()
                    .map(text -> pieces.numbers(text, MOST_TOKENS))
                    .toList();
            int width = numbers.stream().mapToInt(List::size).max().orElse(1);
            long[][] tokens = new long[texts.size()][width];
            long[][] mask = new long[texts.size()][width];
            for (int row = 0; row < tokens.length; row++) {
                Arrays.fill(tokens[row], pieces.padding());
                for (int place = 0; place < numbers.get(row).size(); place++) {
                    tokens[row][place] = numbers.get(row).get(place);
                    mask[row][place] = 1;
                }
            }
            return Arrays.stream(model.vectors(tokens, mask)).map(Encoder::unit).toList();
        }

        private static float[] unit(float[] vector) {
            double squares = 0;
            for (float one : vector) {
                squares += (double) one * one;
            }
            float[] unit = new float[vector.length];
            for (int k = 0; k < unit.length && squares > 0; k++) {
                unit[k] = (float) (vector[k] / Math.sqrt(squares));
            }
            return unit;
        }

        @Override
        public String version() {
            return version;
        }
    }
}
