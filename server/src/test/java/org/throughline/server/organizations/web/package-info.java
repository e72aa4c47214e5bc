@NullMarked
package org.throughline.server.organizations.web;

import org.jspecify.annotations.NullMarked;
