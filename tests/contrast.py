"""Text that is hard to read on what it stands on, by the colours a browser has computed."""

# The selected elements whose contrast is below 4.5 to 1; glyphs of formulas have their fill.
FAINT = r"""selector => {
  const light = c => {
    const part = c.match(/[\d.]+/g).slice(0, 3).map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  const ground = e => {
    for (; e; e = e.parentElement) {
      const c = getComputedStyle(e).backgroundColor;
      if (!/, 0\)$|transparent/.test(c)) return c;
    }
    return 'rgb(255, 255, 255)';
  };
  const ink = e => getComputedStyle(e)[e instanceof SVGElement ? 'fill' : 'color'];
  return [...document.querySelectorAll(selector)]
    .filter(e => e instanceof SVGElement || e.textContent.trim()).filter(e => {
      const a = light(ink(e)), b = light(ground(e));
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
    }).map(e => (e.closest('mjx-container') || e).textContent.slice(0, 60)).slice(0, 3);
}"""
