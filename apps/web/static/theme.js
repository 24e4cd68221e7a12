// Before the first paint, so that nobody who chose dark is dazzled first. A file, since the pages allow nothing inline.
const chosen = localStorage.getItem('railguard.theme');
if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
