package org.throughline.server.site;

import org.throughline.server.organizations.PersonId;

/**
 * Somebody of the demo story as whom a visitor signs in with one click. Exists in the demo only.
 *
 * @param key its name in addresses: {@code educator}
 * @param label who it is: "Maria Ortiz, curriculum lead at the college"
 * @param story one sentence: what to look at as this person
 */
public record DemoPersona(String key, String label, String story, PersonId person) {}
