// A classic script, before htmx: where the browser enforces Trusted Types, htmx may turn our own server's answers into
// elements. Those answers are escaped by the templates, and the Content-Security-Policy lets no inline script run.
if (window.trustedTypes && window.trustedTypes.createPolicy) {
  window.trustedTypes.createPolicy('default', { createHTML: (html) => html });
}
