// Before Leaflet: of all strings, only the fixed ones it uses to look at the browser may become HTML here.
{
  const harmless = new Set(['', '<svg/>', '<v:shape adj="1"/>'])
  window.trustedTypes?.createPolicy('default', { createHTML: html => harmless.has(html) ? html : null })
}
