import { ApiError } from '@railguard/client/api-error';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { Field } from './field.tsx';
import { Form, mistakeIn, mistakeUnder } from './form.tsx';

const refused = (errors?: { pointer: string; detail: string }[]) =>
  new ApiError({
    type: 'urn:railguard:problem:invalid_request',
    title: 'Something in the request is wrong',
    status: 400,
    code: 'invalid_request',
    detail: 'The body is wrong.',
    ...(errors && { errors }),
  });

const described = (input: HTMLElement) =>
  (input.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent);

describe('a form', () => {
  test('hands over what was written, and does not while its work is under way', async () => {
    const sent = vi.fn();
    const form = (busy: boolean) => (
      <Form submit="Save" error={null} busy={busy} onSubmit={(data) => sent(data.get('name'))}>
        <Field label="Name" name="name" />
      </Form>
    );
    const { rerender } = render(form(false));
    await userEvent.type(screen.getByLabelText('Name'), 'Shop{Enter}');
    expect(sent.mock.calls).toEqual([['Shop']]);
    rerender(form(true));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(sent).toHaveBeenCalledOnce();
  });

  test('says above its fields what the server refused as a whole', () => {
    render(
      <Form submit="Save" error={refused()} busy={false} onSubmit={() => {}}>
        <Field label="Name" />
      </Form>,
    );
    expect(screen.getByRole('alert').textContent).toContain('The body is wrong.');
  });

  test('says at a field what is wrong with it, and not above as well', () => {
    const error = refused([{ pointer: '/name', detail: 'It is taken.' }]);
    render(
      <Form submit="Save" error={error} busy={false} onSubmit={() => {}}>
        <Field label="Name" hint="At most 50." mistake={mistakeIn(error, '/name')} />
        <Field label="Slug" mistake={mistakeIn(error, '/slug')} />
      </Form>,
    );
    expect(screen.queryByRole('alert')).toBeNull();
    const name = screen.getByLabelText('Name');
    expect(name.getAttribute('aria-invalid')).toBe('true');
    expect(described(name)).toEqual(['At most 50.', 'It is taken.']);
    expect(screen.getByLabelText('Slug').getAttribute('aria-invalid')).toBeNull();
    expect(screen.getByLabelText('Slug').getAttribute('aria-describedby')).toBeNull();
  });

  test('counts the entries of a list from one', () => {
    const error = refused([{ pointer: '/origins/1', detail: 'That is no origin.' }]);
    expect(mistakeUnder(error, '/origins')).toBe('Entry 2: That is no origin.');
    expect(mistakeUnder(error, '/names')).toBeUndefined();
    expect(mistakeUnder(null, '/origins')).toBeUndefined();
  });

  test('can be read and not changed by whoever may only read', () => {
    render(
      <Form submit="Save" error={null} busy={false} readOnly onSubmit={() => {}}>
        <Field label="Name" defaultValue="Shop" />
      </Form>,
    );
    expect(screen.getByLabelText('Name').matches(':disabled')).toBe(true);
    expect(screen.queryByRole('button')).toBeNull();
  });
});
