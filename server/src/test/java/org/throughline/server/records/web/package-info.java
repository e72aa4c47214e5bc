@NullMarked
package org.throughline.server.records.web;

import org.jspecify.annotations.NullMarked;
