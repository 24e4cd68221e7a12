import { createHmac } from 'node:crypto';
import { createClient } from '@railguard/client/client';
import { type Product, startProduct } from '@railguard/testing/product';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { complaints, expectAccessible, hasChromium, shoot, signIn, useBrowser } from './browser.ts';

const PASSWORD = 'a good long password';

describe.skipIf(!hasChromium)('people and their accounts, in chromium', () => {
  const browser = useBrowser();
  let product: Product;
  let owner: Page;
  let guest: Page;
  beforeAll(async () => {
    product = await startProduct();
    owner = await browser.open();
    guest = await browser.open();
    await signIn(owner, product);
  });
  afterAll(() => product?.destroy());

  test('somebody is invited by a link, and opens an account with it', async () => {
    await owner.goto(`${product.url}/settings/members`);
    await owner.getByLabel('E-mail address').fill('grace@example.com');
    await owner.getByRole('button', { name: 'Invite', exact: true }).click();
    const dialog = owner.getByRole('dialog', { name: 'Invitation of grace@example.com' });
    const link = await dialog.locator('code').textContent();
    await shoot(owner, 'invitation-link');
    await expectAccessible(owner);

    await guest.goto(link!);
    await guest.getByText('grace@example.com is invited as member.').waitFor();
    await shoot(guest, 'invitation');
    await expectAccessible(guest);
    await guest.getByLabel('Your name').fill('Grace');
    await guest.getByLabel('Password').fill(PASSWORD);
    await guest.getByRole('button', { name: 'Create account and join' }).click();
    await guest.getByRole('navigation', { name: 'Main' }).waitFor();
    expect(await guest.getByRole('link', { name: 'Installation' }).count()).toBe(0);

    const another = await browser.open();
    await another.goto(link!);
    await another.getByText('This invitation is no longer good').waitFor();
    await another.close();
  });

  test('a second factor is set up, and signing in asks for it', async () => {
    await guest.goto(`${product.url}/account/security`);
    await guest.getByLabel('Your current password').last().fill(PASSWORD);
    await guest.getByRole('button', { name: 'Set up' }).click();
    await guest.getByRole('img', { name: 'Picture for an authenticator app' }).waitFor();
    await shoot(guest, 'second-factor');
    await expectAccessible(guest);
    const secret = (await guest.locator('code').first().textContent())!.replaceAll(' ', '');
    await guest.getByLabel('Code of six digits').fill(codeOf(secret));
    await guest.getByRole('button', { name: 'Turn on' }).click();
    await guest.getByText('Keep these recovery codes').waitFor();
    const recovery = await guest.getByRole('listitem').locator('code').first().textContent();
    await guest.getByRole('button', { name: 'I have kept them' }).click();
    await guest.getByText('Signing in asks for a code.').waitFor();
    await shoot(guest, 'account-security');

    const elsewhere = await browser.open();
    await elsewhere.goto(`${product.url}/login`);
    await elsewhere.getByLabel('E-mail address').fill('grace@example.com');
    await elsewhere.getByLabel('Password').fill(PASSWORD);
    await elsewhere.getByRole('button', { name: 'Sign in' }).click();
    await elsewhere.getByLabel('Code of the second factor').fill('000000');
    await elsewhere.getByRole('button', { name: 'Sign in' }).click();
    await elsewhere.getByRole('alert').waitFor();
    await shoot(elsewhere, 'sign-in-code');
    await expectAccessible(elsewhere);
    await elsewhere.getByLabel('Code of the second factor').fill(recovery!);
    await elsewhere.getByRole('button', { name: 'Sign in' }).click();
    await elsewhere.getByRole('navigation', { name: 'Main' }).waitFor();

    await guest.goto(`${product.url}/account/sessions`);
    await guest.getByText('This one').waitFor();
    await shoot(guest, 'account-sessions');
    await expectAccessible(guest);
    await guest.getByRole('button', { name: 'End all others' }).click();
    await guest.getByText('Every other session has ended').waitFor();
    await elsewhere.getByRole('link', { name: 'Projects', exact: true }).click();
    await elsewhere.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(new URL(elsewhere.url()).searchParams.get('to')).toBe('/projects');
  });

  test('a token is shown once, works, and stops when it is revoked', async () => {
    await guest.goto(`${product.url}/account/tokens`);
    await guest.getByLabel('Name').fill('nightly report');
    await guest.getByRole('button', { name: 'Create token' }).click();
    const token = await guest.getByRole('status').locator('code').textContent();
    const program = createClient({ baseUrl: product.url, tokens: { accessToken: token! } });
    expect((await program.call('getMe')).email).toBe('grace@example.com');
    await guest.getByRole('row', { name: /nightly report/ }).waitFor();
    await shoot(guest, 'account-tokens');
    await expectAccessible(guest);
    await guest.getByRole('button', { name: 'Revoke' }).click();
    await guest.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await guest.getByText('No tokens yet').waitFor();
    await expect(program.call('getMe')).rejects.toMatchObject({ status: 401 });
  });

  test('an admin makes a link to a new password, and it is good once', async () => {
    await owner.goto(`${product.url}/settings/members`);
    await owner.getByRole('button', { name: 'More for Grace' }).click();
    await owner.getByRole('menuitem', { name: 'Reset link' }).click();
    const link = await owner.getByRole('dialog', { name: 'A new password for Grace' }).locator('code').textContent();
    const page = await browser.open();
    await page.goto(link!);
    await page.getByLabel('New password').fill('another good password');
    await shoot(page, 'new-password');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.getByText('Your password is set').waitFor();
    await page.goto(link!);
    await page.getByLabel('New password').fill('another good password');
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.getByText('This link is no longer good').waitFor();
    await page.getByRole('link', { name: 'Ask for another link' }).click();
    await page.getByText('This installation sends no mail.').waitFor();
    await page.getByLabel('E-mail address').fill('nobody@example.com');
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await page.getByText('Look into your mailbox').waitFor();
  });

  test('why a provider let nobody in is said in words', async () => {
    const page = await browser.open();
    await page.goto(`${product.url}/login?error=oidc_not_allowed`);
    await page.getByRole('alert').getByText('Nobody with your address has an account').waitFor();
    await expectAccessible(page);
  });

  test('single keys can be turned off, and the name is changed', async () => {
    await owner.goto(`${product.url}/account/appearance`);
    await owner.getByLabel('Shortcuts of single keys').uncheck();
    await shoot(owner, 'account-appearance');
    await expectAccessible(owner);
    await owner.keyboard.press('?');
    expect(await owner.getByRole('dialog').count()).toBe(0);
    await owner.getByLabel('Shortcuts of single keys').check();
    await owner.keyboard.press('?');
    await owner.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await owner.keyboard.press('Escape');
    await owner.goto(`${product.url}/account/profile`);
    await owner.getByLabel('Name').fill('Ada');
    await owner.getByRole('button', { name: 'Save' }).click();
    await owner.getByText('Saved').waitFor();
    await shoot(owner, 'account-profile');
    await expectAccessible(owner);
    expect(complaints).toEqual([]);
  });
});

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 6238, as an authenticator computes it: SHA-1, six digits, thirty seconds. */
function codeOf(secret: string): string {
  const bits = [...secret].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = mac.at(-1)! & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
