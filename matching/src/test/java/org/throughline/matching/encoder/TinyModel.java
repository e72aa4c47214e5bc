package org.throughline.matching.encoder;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the smallest ONNX model that encodes texts, byte by byte: each token's row of a table. */
final class TinyModel {
    private static final int INT64 = 7;
    private static final int FLOAT = 1;

    private TinyModel() {}

    /** Looks up each token's vector; where {@code pooled}, takes their mean itself. */
    static byte[] lookup(float[][] table, boolean pooled) {
        Message graph = new Message();
        graph.message(1, node("Gather", List.of("table", "input_ids"), pooled ? "tokens" : "out", null));
        if (pooled) {
            graph.message(
                    1,
                    node(
                            "ReduceMean",
                            List.of("tokens"),
                            "out",
                            new Message().text(1, "axes").number(8, 1).number(20, 7)));
        }
        graph.text(2, "tiny");
        ByteBuffer raw = ByteBuffer.allocate(4 * table.length * table[0].length).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : table) {
            for (float value : row) {
                raw.putFloat(value);
            }
        }
        graph.message(
                5,
                new Message()
                        .number(1, table.length)
                        .number(1, table[0].length)
                        .number(2, FLOAT)
                        .text(8, "table")
                        .bytes(9, raw.array()));
        graph.message(11, value("input_ids", INT64, 2));
        graph.message(11, value("attention_mask", INT64, 2));
        graph.message(12, value("out", FLOAT, pooled ? 2 : 3));
        return new Message()
                .number(1, 8)
                .message(8, new Message().text(1, "").number(2, 13))
                .message(7, graph)
                .toBytes();
    }

    private static Message node(String type, List<String> inputs, String output, @Nullable Message attribute) {
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(4, type);
        if (attribute != null) {
            node.message(5, attribute);
            node.message(5, new Message().text(1, "keepdims").number(3, 0).number(20, 2));
        }
        return node;
    }

    private static Message value(String name, int type, int dimensions) {
        Message shape = new Message();
        for (int i = 0; i < dimensions; i++) {
            shape.message(1, new Message().text(2, name + i));
        }
        return new Message()
                .text(1, name)
                .message(
                        2,
                        new Message().message(1, new Message().number(1, type).message(2, shape)));
    }

    /** A protobuf message as it grows. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.toBytes());
        }

        byte[] toBytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
