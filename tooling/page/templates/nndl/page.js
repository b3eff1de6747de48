// Formulas are elements of the page: a dollar sign in a text is never taken for one. The outputs of
// cells are HTML as a kernel sent it, in which MathJax looks for formulas itself.
window.MathJax = {
  tex: {
    inlineMath: [['$', '$'], ['\\(', '\\)']],
    displayMath: [['$$', '$$'], ['\\[', '\\]']],
    processEscapes: true,
  },
  svg: { fontCache: 'global' },
  options: {
    enableMenu: false, // it would load parts from elsewhere
    ignoreHtmlClass: 'jp-InputArea-editor|jp-RenderedText|jp-RenderedMarkdown|page-head|page-contents',
    renderActions: {
      findElements: [10, doc => {
        for (const element of document.querySelectorAll('.math')) {
          const written = element.textContent;
          const item = new doc.options.MathItem(
            written.slice(2, -2), doc.inputJax[0], written.startsWith('\\['));
          const place = document.createTextNode('');
          element.replaceWith(place);
          item.start = item.end = { node: place, delim: '', n: 0 };
          doc.math.push(item);
        }
      }, ''],
    },
  },
  startup: {
    pageReady: () => MathJax.startup.defaultPageReady().then(tie).then(makeReachable),
  },
};

// A mark of punctuation stays on the line of its formula.
function tie() {
  document.querySelectorAll('mjx-container:not([display])').forEach(formula => {
    const span = document.createElement('span');
    span.className = 'formula';
    const [before, after] = [formula.previousSibling, formula.nextSibling];
    formula.replaceWith(span);
    if (before instanceof Text && /[(（"“]$/.test(before.data))
      span.append(before.splitText(before.data.length - 1));
    span.append(formula);
    const marks = after instanceof Text ? /^[-.,;:!?)"”’，。；：！？）、]+/.exec(after.data) : null;
    if (marks) {
      after.splitText(marks[0].length);
      span.append(after);
    }
  });
}

// What scrolls sideways must be reached by keyboard too; what does not should not stop it.
function makeReachable() {
  document
    .querySelectorAll('mjx-container[display], .jp-RenderedMarkdown, .jp-RenderedMarkdown p, .jp-RenderedHTML')
    .forEach(e => e.scrollWidth > e.clientWidth ? e.tabIndex = 0 : e.removeAttribute('tabindex'));
}
window.addEventListener('resize', makeReachable);
