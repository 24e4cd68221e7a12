/** A block of text with a button that copies it. The text is set as text, so nothing in it is ever markup. */
export function snippet(label, text) {
  const block = document.createElement('div');
  block.className = 'snippet';
  const pre = document.createElement('pre');
  pre.textContent = text;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.setAttribute('aria-label', `Copy ${label}`);
  button.addEventListener('click', async () => {
    const copied = await copy(text, pre);
    button.textContent = copied ? 'Copied' : 'Press Ctrl+C';
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2000);
  });
  block.append(pre, button);
  return block;
}

/** The clipboard is there only on https and localhost; elsewhere the text is selected, ready to be copied by hand. */
async function copy(text, element) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection()?.selectAllChildren(element);
    return false;
  }
}
