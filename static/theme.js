// Runs before first paint: a chosen theme must not flash, and a link with a choice of its own must not show the
// default view's figures before the page has read it. Everything else about both is CSS.
(function () {
  var root = document.documentElement;
  try {
    var theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch {
    // storage refused: the system's theme is used
  }
  if (/[?&](area|year|level|release)=/.test(location.search)) root.dataset.asked = '';
})();
