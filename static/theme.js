// Runs before first paint so that a chosen theme does not flash. Everything else about themes is CSS.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // storage refused: the system's theme is used
}
