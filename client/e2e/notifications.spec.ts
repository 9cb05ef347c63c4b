// Notifications as people set them up: what reaches the inbox, what comes by email, and what other programs get.
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Page } from '@playwright/test';
import { expect, test } from './desk.ts';
import { expectAccessible, expectNoSidewaysScroll } from './looks.ts';

/** A program that gets events: it keeps them, and answers with `status`. */
async function openReceiver() {
  const receiver = {
    url: '',
    status: 204,
    received: [] as { headers: IncomingHttpHeaders; body: string }[],
    close: () => server.close(),
  };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      receiver.received.push({ headers: request.headers, body });
      response.writeHead(receiver.status).end('It says so');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // It listens on a port, not on a path.
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return receiver;
}

const row = (page: Page, what: string) => page.getByRole('row', { name: new RegExp(`^${what}`) });

test('a person chooses by keyboard what reaches the inbox, and finds it so again', async ({ openAs }) => {
  const page = await openAs('amira', '/desk/profile');
  const published = page.getByRole('checkbox', { name: 'My article is published: in the inbox' });
  await expect(published).toBeChecked();
  await expect(page.getByText('Email is not set up on this desk.')).toBeVisible();
  await expect(row(page, 'My article is published').getByRole('combobox')).toBeDisabled();
  await published.focus();
  await page.keyboard.press('Space');
  await expect(published).not.toBeChecked();
  const settings = page.getByRole('region', { name: 'Notifications' });
  await settings.getByRole('button', { name: 'Save' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your settings are saved.')).toBeVisible();
  await page.reload();
  await expect(published).not.toBeChecked();
  await expectAccessible(page);
});

test('an admin adds a webhook, sees an event arrive signed, sends one again by hand, and removes it', async ({
  openAs,
  newArticle,
}) => {
  const receiver = await openReceiver();
  receiver.status = 503;
  const id = await newArticle('amira');
  const nora = await openAs('nora', '/desk');
  await nora.getByRole('link', { name: 'Webhooks' }).click();
  await expect(nora.getByText('There is no webhook yet.')).toBeVisible();
  await nora.getByRole('button', { name: 'Add a webhook' }).click();
  const form = nora.getByRole('dialog', { name: 'Add a webhook' });
  await form.getByRole('textbox', { name: 'URL' }).fill('http://10.0.0.1/hook');
  await nora.keyboard.press('Enter');
  await expect(form.getByText('This is no address of the public internet.')).toBeVisible();
  await form.getByRole('textbox', { name: 'URL' }).fill(receiver.url);
  await form.getByRole('checkbox', { name: 'An article is withdrawn' }).uncheck();
  await expectAccessible(nora);
  await form.getByRole('textbox', { name: 'URL' }).press('Enter');
  const shown = nora.getByRole('dialog', { name: 'The webhook’s secret' });
  const secret = await shown.getByRole('textbox', { name: 'Secret' }).inputValue();
  await shown.getByRole('button', { name: 'Done' }).click();
  await expect(nora.getByText(secret)).toHaveCount(0);

  const amira = await openAs('amira', '/desk');
  await amira.request.patch(`/api/articles/${id}`, {
    headers: { origin: new URL(amira.url()).origin },
    data: { stage: 'review' },
  });
  await expect.poll(() => receiver.received.length).toBe(1);
  const [{ headers, body } = { headers: {}, body: '' }] = receiver.received;
  expect(JSON.parse(body)).toMatchObject({
    type: 'article.stage-changed',
    data: { article: id, to: 'review' },
  });
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const signature = createHmac('sha256', key).update(signed).digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${signature}`);

  await nora.getByRole('button', { name: 'Deliveries' }).click();
  const log = nora.getByRole('region', { name: `Deliveries to ${receiver.url}` });
  const delivery = log.getByRole('listitem');
  await expect(delivery).toContainText('Waiting');
  await expect(delivery).toContainText(/1 attempt · answer 503/);
  await delivery.getByText('Request and response').click();
  await expect(delivery.getByText('It says so')).toBeVisible();
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await nora.setViewportSize(viewport);
    await expectNoSidewaysScroll(nora);
    await expectAccessible(nora);
  }
  receiver.status = 204;
  await delivery.getByRole('button', { name: 'Send again: An article changes its stage' }).focus();
  await nora.keyboard.press('Enter');
  await expect(delivery).toContainText('Delivered');
  expect(receiver.received.map((message) => message.headers['webhook-id'])).toEqual([
    headers['webhook-id'],
    headers['webhook-id'],
  ]);

  const menu = nora.getByRole('button', { name: `Actions for ${receiver.url}` });
  await menu.click();
  await nora.getByRole('menuitem', { name: 'Remove' }).click();
  await nora.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(nora.getByText('There is no webhook yet.')).toBeVisible();
  receiver.close();
});

test('nobody but admins is led to webhooks or gets in', async ({ openAs }) => {
  const amira = await openAs('amira', '/desk/webhooks');
  await expect(amira.getByRole('heading', { level: 1 })).toHaveText('Not for your role');
  await expect(amira.getByRole('link', { name: 'Webhooks' })).toHaveCount(0);
});
