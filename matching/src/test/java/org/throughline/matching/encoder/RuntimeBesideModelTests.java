package org.throughline.matching.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As operators run it: in a process whose class path knows no ONNX Runtime, with its jar beside the model. */
class RuntimeBesideModelTests {
    private static final Predicate<String> RUNTIME =
            entry -> Path.of(entry).getFileName().toString().startsWith("onnxruntime");

    private static final float[][] TABLE = {{9, 9}, {0, 0}, {0, 0}, {0, 0}, {3, 0}, {0, 2}};

    @TempDir
    private Path directory;

    @TempDir
    private Path temporary;

    @BeforeEach
    void aModelAndItsWords() throws IOException {
        Files.write(directory.resolve("model.onnx"), TinyModel.lookup(TABLE, false));
        Files.write(directory.resolve("vocab.txt"), List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "car", "bread"));
    }

    @AfterEach
    void noLink() throws IOException {
        for (String name : List.of("onnxruntime-1.22.0.jar", "onnxruntime-1.9.0.jar")) {
            Files.deleteIfExists(directory.resolve(name));
        }
    }

    private static Stream<String> classPath() {
        return Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator));
    }

    private void putBeside(String name) throws IOException {
        Path jar = Path.of(classPath().filter(RUNTIME).findFirst().orElseThrow());
        Files.createSymbolicLink(directory.resolve(name), jar.toAbsolutePath());
    }

    /** All that the process says, warnings of the virtual machine too. */
    private List<String> said(String... texts) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", // as the launcher does
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                classPath().filter(RUNTIME.negate()).collect(Collectors.joining(File.pathSeparator)),
                EncodingApart.class.getName(),
                directory.toString()));
        command.addAll(List.of(texts));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as("%s", lines).isZero();
        return lines;
    }

    @Test
    void theJarBesideTheModelIsLoadedAndEncodesWithoutAWarningAndLeavesNoLibraryBehind() throws Exception {
        putBeside("onnxruntime-1.22.0.jar");

        assertThat(said("the car", "bread", "car bread"))
                .containsExactly("[1.0, 0.0]", "[0.0, 1.0]", "[0.8320503, 0.5547002]");
        try (Stream<Path> left = Files.walk(temporary)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void aModelThatIsNoneIsRefusedInWordsByTheJarBesideIt() throws Exception {
        putBeside("onnxruntime-1.22.0.jar");
        Files.writeString(directory.resolve("model.onnx"), "no model at all");

        assertThat(said("car"))
                .singleElement()
                .asString()
                .startsWith("unusable: model.onnx is no ONNX model that can be loaded");
    }

    @Test
    void withoutTheJarOrWithOneThatIsNoneOrWithSeveralItSaysWhatIsExpected() throws Exception {
        assertThat(said("car")).singleElement().asString().contains("holds no onnxruntime-….jar", "Maven Central");
        Files.writeString(directory.resolve("onnxruntime-1.22.0.jar"), "no jar at all");
        assertThat(said("car"))
                .singleElement()
                .asString()
                .startsWith("unusable: ONNX Runtime of ")
                .contains("onnxruntime-1.22.0.jar can't be loaded");
        putBeside("onnxruntime-1.9.0.jar");
        assertThat(said("car"))
                .singleElement()
                .asString()
                .contains("onnxruntime-1.22.0.jar", "onnxruntime-1.9.0.jar", "expected one");
    }
}
