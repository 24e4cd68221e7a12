import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { Announcer } from './announcer.tsx';
import { leave } from './arrival.ts';
import { PageHeading } from './page-heading.tsx';

function Site({ title, field = false }: { title: string; field?: boolean }) {
  return (
    <>
      <button type="button">A link</button>
      <PageHeading key={title} title={title} />
      {/* biome-ignore lint/a11y/noAutofocus: as the page to sign in has it */}
      {field && <input aria-label="E-mail" autoFocus />}
      <Announcer />
    </>
  );
}

const announced = () => document.querySelector('[aria-live]')!.textContent;
const goTo = (site: ReturnType<typeof render>, title: string, field = false) => {
  act(leave);
  site.rerender(<Site title={title} field={field} />);
};

describe('the heading of a page', () => {
  test('names the browser’s tab, and leaves the focus where it is on the first page', () => {
    render(<Site title="Issues" />);
    expect(document.title).toBe('Issues · Railguard');
    expect(document.activeElement).toBe(document.body);
    expect(announced()).toBe('');
  });

  test('takes the focus and is read out when its page is gone to', () => {
    const site = render(<Site title="Issues" />);
    goTo(site, 'Projects');
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Projects' }));
    expect(announced()).toBe('Projects');
    expect(document.title).toBe('Projects · Railguard');
  });

  test('takes no focus where it only has another name', () => {
    const site = render(<Site title="Shop" />);
    site.rerender(<Site title="Web shop" />);
    expect(document.activeElement).toBe(document.body);
    expect(document.title).toBe('Web shop · Railguard');
  });

  test('takes no focus from a field of its page, nor from whoever did something meanwhile', async () => {
    const site = render(<Site title="Issues" />);
    goTo(site, 'Sign in', true);
    expect(document.activeElement).toBe(screen.getByLabelText('E-mail'));
    goTo(site, 'Issues');
    act(leave);
    await userEvent.click(screen.getByRole('button', { name: 'A link' }));
    site.rerender(<Site title="Projects" />);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'A link' }));
    expect(announced()).toBe('Projects');
  });
});
