package org.throughline.caseformat.graph;

import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFItem;

/** A child under one of its parents, with its number there. */
record Branch(CFItem child, @Nullable Integer sequenceNumber) {}
