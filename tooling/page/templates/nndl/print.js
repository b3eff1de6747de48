// Paper does not scroll. Before printing, what is wider than a page is made smaller as far as it can
// still be read, and split where that is not enough. All this is done to copies.
(() => {
  const PAPER = '178mm'; // the width of A4 between the margins of style.css
  const LEAST = 6 * 96 / 72; // 6 pt, in pixels
  const BLOCKS = 'main, p, li, dd, blockquote, div, details, figure, h1, h2, h3, h4, h5, h6';
  let restore = [];

  function standIn(original, tag) {
    const place = document.createElement(tag);
    original.replaceWith(place);
    restore.push(() => place.replaceWith(original));
    return place;
  }

  // The layout of paper: the event comes before the styles of print are in force.
  function onPaper(work) {
    const main = document.querySelector('main');
    const changed = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
      .filter(rule => rule instanceof CSSMediaRule && /print|screen/.test(rule.media.mediaText))
      .map(rule => [rule, rule.media.mediaText]);
    changed.forEach(([rule, media]) => { rule.media.mediaText = media === 'print' ? 'all' : 'not all'; });
    main.style.width = PAPER;
    try {
      work(main);
    } finally {
      main.removeAttribute('style');
      changed.forEach(([rule, media]) => { rule.media.mediaText = media; });
    }
  }

  const widthOf = element => element.getBoundingClientRect().width;
  const smallest = element => Math.min(1, LEAST / parseFloat(getComputedStyle(element).fontSize));

  function roomFor(element) {
    const block = element.parentElement.closest(BLOCKS);
    const style = getComputedStyle(block);
    return block.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  }

  function label(text) {
    const line = document.createElement('span');
    line.className = 'print-part';
    line.textContent = text;
    return line;
  }

  function printTable(table) {
    const room = roomFor(table);
    if (widthOf(table) <= room) return;
    const place = standIn(table, 'div');
    const copy = table.cloneNode(true);
    copy.classList.add('print-narrow');
    place.append(copy);
    const least = smallest(copy);
    let zoom = Math.max(least, Math.min(1, room / widthOf(copy)));
    if (widthOf(copy) * zoom > room + 1 && !copy.querySelector('[colspan], [rowspan]')) {
      const columns = columnsOf(copy);
      const [scale, starts] = inFewParts(least, size => columns.startsIn(room / size));
      if (starts.length > 1) place.replaceChildren(...partsOf(copy, columns, starts));
      zoom = scale;
    }
    for (const part of place.querySelectorAll(':scope > table')) {
      part.style.zoom = zoom;
      if (widthOf(part) > room + 1) part.classList.add('print-broken');
    }
  }

  // The largest size at which there are no more parts than at the least.
  function inFewParts(least, divide) {
    const fewest = divide(least).length;
    let size = 1;
    while (size > least && divide(size).length > fewest) size -= 0.02;
    size = Math.max(size, least);
    return [size, divide(size)];
  }

  function columnsOf(table) {
    const rows = [...table.rows].map(row => [...row.cells]);
    const widths = [];
    rows.forEach(cells => cells.forEach((cell, n) => {
      widths[n] = Math.max(widths[n] ?? 0, widthOf(cell));
    }));
    const isNumber = cell => /^[-−+\d.,e\s\u2060]*$/.test(cell.textContent);
    const named = rows.some(cells => cells[0]?.closest('tbody') && !isNumber(cells[0]));
    const startsIn = room => {
      const starts = [0];
      let width = 0;
      widths.forEach((each, n) => {
        if (n > starts.at(-1) && width + each > room) {
          starts.push(n);
          width = named ? widths[0] : 0;
        }
        width += each;
      });
      return starts;
    };
    return { count: widths.length, named, startsIn };
  }

  // Tables of neighbouring columns, each with a line that tells which. A first column of names is
  // in all of them.
  function partsOf(table, { count, named }, starts) {
    return starts.flatMap((from, number) => {
      const to = starts[number + 1] ?? count;
      const part = table.cloneNode(true);
      for (const row of part.rows)
        [...row.cells].forEach((cell, n) => {
          if ((n < from || n >= to) && !(named && n === 0)) cell.remove();
        });
      const columns = to - from > 1 ? `columns ${from + 1}–${to}` : `column ${to}`;
      return [label(`${columns} of ${count}`), part];
    });
  }

  function printFormula(formula) {
    const svg = formula.querySelector('svg');
    const room = roomFor(formula);
    svg.style.maxWidth = 'none';
    const width = widthOf(svg);
    const least = smallest(formula);
    const [left, top, units, height] = svg.getAttribute('viewBox').split(' ').map(Number);
    const gaps = width * least > room ? gapsOf(svg, left, units) : [];
    svg.style.maxWidth = '';
    if (!gaps.length) return; // the style sheet makes it as wide as the line at most
    const [size, cuts] = inFewParts(least, scale => cutsIn(units * room / scale / width, gaps, left, units));
    const place = standIn(formula, 'span');
    place.className = 'print-formula';
    place.append(label(`one formula, in ${cuts.length - 1} lines`));
    cuts.slice(1).forEach((end, n) => {
      const piece = svg.cloneNode(true);
      piece.setAttribute('viewBox', [cuts[n], top, end - cuts[n], height].join(' '));
      piece.style.width = `${(end - cuts[n]) / units * width * size}px`;
      place.append(piece);
    });
  }

  // Between the glyphs of a formula, in the units of its picture.
  function gapsOf(svg, left, units) {
    const frame = svg.getBoundingClientRect();
    const scale = units / frame.width;
    const glyphs = [...svg.querySelectorAll('use, rect, text, line')]
      .map(glyph => glyph.getBoundingClientRect())
      .map(box => [left + (box.left - frame.left) * scale, left + (box.right - frame.left) * scale])
      .sort((a, b) => a[0] - b[0]);
    const gaps = [];
    let reached = left;
    for (const [from, to] of glyphs) {
      if (from > reached) gaps.push({ at: (from + reached) / 2, width: from - reached });
      reached = Math.max(reached, to);
    }
    return gaps;
  }

  // Where to cut a formula so that each piece has room: at the widest gap in the last part of it.
  function cutsIn(room, gaps, left, units) {
    const cuts = [left];
    while (left + units - cuts.at(-1) > room) {
      const end = cuts.at(-1) + room;
      const near = gaps.filter(gap => gap.at > end - 0.3 * room && gap.at <= end);
      cuts.push(near.reduce((a, b) => b.width >= a.width ? b : a, { at: end, width: 0 }).at);
    }
    return [...cuts, left + units];
  }

  // Whatever else is too wide, as an element with a width of its own: its text wraps if it can.
  function shrink(block) {
    const widthIn = part => Math.max(part.scrollWidth, widthOf(part));
    for (const part of block.children) {
      if (widthIn(part) <= block.clientWidth + 1) continue;
      const style = part.getAttribute('style') ?? '';
      restore.push(() => style ? part.setAttribute('style', style) : part.removeAttribute('style'));
      part.style.maxWidth = '100%';
      part.style.zoom = Math.min(1, block.clientWidth / widthIn(part));
    }
  }

  function prepare() {
    document.querySelectorAll('details:not([open], .page-code)').forEach(fold => {
      fold.open = true;
      restore.push(() => { fold.open = false; });
    });
    onPaper(main => {
      [...main.querySelectorAll('table')].filter(t => !t.parentElement.closest('table')).forEach(printTable);
      [...main.querySelectorAll('mjx-container')].filter(f => !f.closest('table')).forEach(printFormula);
      main.querySelectorAll('.jp-RenderedHTML, .jp-RenderedMarkdown').forEach(shrink);
    });
  }

  addEventListener('beforeprint', prepare);
  addEventListener('afterprint', () => {
    restore.reverse().forEach(step => step());
    restore = [];
    makeReachable();
  });
})();
