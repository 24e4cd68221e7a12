import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { anEvent } from '../../../test/an-event.ts';
import { ModulesPanel } from './modules-panel.tsx';

test('packages are found by name and by version', async () => {
  render(<ModulesPanel event={anEvent({ modules: { rails: '8.0.1', rack: '3.1', pg: '1.8.0' } })} />);
  const names = () => screen.queryAllByRole('term').map(({ textContent }) => textContent);
  expect(names()).toEqual(['rails', 'rack', 'pg']);
  const search = screen.getByRole('searchbox', { name: 'Search packages' });
  await userEvent.type(search, 'RA');
  expect(names()).toEqual(['rails', 'rack']);
  await userEvent.clear(search);
  await userEvent.type(search, 'pg 1.8');
  expect(names()).toEqual(['pg']);
  await userEvent.type(search, 'zeppelin');
  expect(screen.getByText('No package is called that.')).toBeTruthy();
});
