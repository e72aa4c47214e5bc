package org.throughline.caseformat.json;

/**
 * Where one JSON value stands in the bytes of a file.
 *
 * @param start its first byte
 * @param end the byte after its last
 */
record Place(int start, int end) {

    int length() {
        return end - start;
    }
}
