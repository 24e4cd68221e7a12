import { type Product, startProduct } from '@railguard/testing/product';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { complaints, expectAccessible, hasChromium, shoot, useBrowser } from './browser.ts';

describe.skipIf(!hasChromium)('the first run, in chromium', () => {
  const browser = useBrowser();
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ env: { RAILGUARD_OWNER_EMAIL: '', RAILGUARD_OWNER_PASSWORD: '' } });
  });
  afterAll(() => product?.destroy());

  test('the printed link makes an owner, who is signed in then, and signs in again later', async () => {
    const link = /http:\S+\/setup\?token=\S+/.exec(product.output())![0];
    const page = await browser.open();
    await page.goto(`${product.url}/`);
    await page.getByText('There is no account yet').waitFor();
    await page.goto(link);
    await shoot(page, 'set-up');
    await expectAccessible(page);

    await page.getByLabel('E-mail address').fill('ada@example.com');
    await page.getByLabel('Password').fill('short');
    await page.getByRole('button', { name: 'Create account' }).click();
    expect(page.url()).toContain('/setup');
    await page.getByLabel('Password').fill('a good long password');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { name: 'Set up My app' }).waitFor();

    await page.reload();
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await shoot(page, 'sign-in');
    await expectAccessible(page);

    await page.getByLabel('E-mail address').fill('ada@example.com');
    await page.getByLabel('Password').fill('a wrong password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('The e-mail address or the password is wrong.').waitFor();
    await page.getByLabel('Password').fill('a good long password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation', { name: 'Main' }).waitFor();

    await page.goto(link);
    await page.getByText('The owner account exists').waitFor();
    expect(complaints).toEqual([]);
  });
});
