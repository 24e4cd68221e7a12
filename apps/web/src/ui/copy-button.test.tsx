import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { CopyButton } from './copy-button.tsx';
import { copyText } from './copy-text.ts';

/** A page that was loaded over plain HTTP: no clipboard, and a browser that copies what is selected. */
function withoutClipboard(copies: boolean): string[] {
  const selected: string[] = [];
  vi.stubGlobal('navigator', { ...navigator, clipboard: undefined });
  document.execCommand = () => {
    const { value, selectionStart, selectionEnd } = document.querySelector('textarea')!;
    if (copies) selected.push(value.slice(selectionStart, selectionEnd));
    return copies;
  };
  return selected;
}

describe('copying', () => {
  test('puts the text on the clipboard, and says so for a moment', async () => {
    const user = userEvent.setup();
    render(<CopyButton text="app/orders.rb:42" label="Copy file and line" />);
    await user.click(screen.getByRole('button', { name: 'Copy file and line' }));
    expect(await navigator.clipboard.readText()).toBe('app/orders.rb:42');
    expect(screen.getByRole('button', { name: 'Copied' })).toBeTruthy();
    await waitFor(() => screen.getByRole('button', { name: 'Copy file and line' }), { timeout: 15_000 });
  });

  test('works over plain HTTP, and leaves nothing behind', async () => {
    const copied = withoutClipboard(true);
    await copyText('over http');
    expect(copied).toEqual(['over http']);
    expect(document.querySelector('textarea')).toBeNull();
    vi.unstubAllGlobals();
  });

  test('fails where the browser lets nothing be copied', async () => {
    withoutClipboard(false);
    await expect(copyText('secret')).rejects.toThrow('does not let this page copy');
    expect(document.querySelector('textarea')).toBeNull();
    vi.unstubAllGlobals();
  });
});
